import { jwtVerify, SignJWT } from 'jose';
import { m } from '$lib/paraglide/messages.js';
import { DomainError } from '$lib/platform/errors';
import type { Session } from '$lib/domain/session';
import { hashPassword, isPasswordRight, totpStep } from './credentials.server';
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
	await useCode(accountId, code);
	return accountId;
}

/** Ends every session of the account, this one too. Refuses present_password_wrong, totp_wrong, totp_used. */
export async function changePassword(
	session: Session,
	{ present, password, code }: { present: string; password: string; code: string }
): Promise<void> {
	const { accountId } = session;
	const stored = await store.beginPasswordChange(accountId);
	if (stored === null || !(await isPasswordRight(present, stored))) {
		throw new DomainError('present_password_wrong', 422, { field: 'present' });
	}
	await useCode(accountId, code);
	const changed = await store.changePassword(
		accountId,
		{ present_hash: stored, new_hash: await hashPassword(password) },
		{ subject: m.mail_password_changed_subject(), body: m.mail_password_changed_body() }
	);
	if (!changed) throw new DomainError('present_password_wrong', 422, { field: 'present' });
}

async function useCode(accountId: string, code: string): Promise<void> {
	const sealed = await store.beginTotp(accountId);
	const step = sealed === null ? null : totpStep(unseal(sealed), code);
	if (step === null) throw new DomainError('totp_wrong', 422, { field: 'code' });
	if (!(await store.useTotpStep(accountId, step))) throw new DomainError('totp_used', 422, { field: 'code' });
}

async function readChallenge(challenge: string): Promise<string> {
	try {
		const { payload } = await jwtVerify(challenge, keyFor('staff sign-in'), { audience });
		return payload.sub ?? '';
	} catch (cause) {
		throw new DomainError('sign_in_timed_out', 422, { cause });
	}
}
