import { jwtVerify, SignJWT } from 'jose';
import { DomainError } from '$lib/platform/errors';
import { isPasswordRight, totpStep } from './credentials.server';
import { hashIdentifier, hashNetwork, keyFor, unseal } from './keys.server';
import * as store from './staff-store.server';

const audience = 'dianti totp';

/**
 * First step: mail and password. The challenge it gives proves for five minutes that the password was right; wrong
 * password and unknown mail get the same refusal after the same work.
 */
export async function checkPassword(
	mail: string,
	password: string,
	address: string
): Promise<{ challenge: string }> {
	const found = await store.beginSignIn(hashIdentifier('staff_mail', mail), hashNetwork(address));
	if (!(await isPasswordRight(password, found?.passwordHash ?? null)) || !found) {
		throw new DomainError('password_wrong', 422, { field: 'password' });
	}
	const challenge = await new SignJWT({})
		.setProtectedHeader({ alg: 'HS256' })
		.setSubject(found.accountId)
		.setAudience(audience)
		.setIssuedAt()
		.setExpirationTime('5m')
		.sign(keyFor('staff sign-in'));
	return { challenge };
}

/** Second step: the authenticator's code, each good for one sign-in. Gives the account. */
export async function checkTotp(challenge: string, code: string): Promise<string> {
	const accountId = await readChallenge(challenge);
	const sealed = await store.beginTotp(accountId);
	const step = sealed === null ? null : totpStep(unseal(sealed), code);
	if (step === null) throw new DomainError('totp_wrong', 422, { field: 'code' });
	if (!(await store.useTotpStep(accountId, step))) throw new DomainError('totp_used', 422, { field: 'code' });
	return accountId;
}

async function readChallenge(challenge: string): Promise<string> {
	try {
		const { payload } = await jwtVerify(challenge, keyFor('staff sign-in'), { audience });
		return payload.sub ?? '';
	} catch (cause) {
		throw new DomainError('sign_in_timed_out', 422, { cause });
	}
}
