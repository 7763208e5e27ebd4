import { createHmac, timingSafeEqual } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import { Secret, TOTP } from 'otpauth';
import { keyFor } from './keys.server';

/** Argon2id, the library's default; OWASP's recommended cost. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
const stepSeconds = 30;

export function hashPassword(password: string): Promise<string> {
	return hash(password.normalize('NFC'), cost);
}

let nobodysHash: Promise<string> | undefined;

/** Takes the same time when there is no such account: then it checks against a hash that nothing fits. */
export async function isPasswordRight(password: string, stored: string | null): Promise<boolean> {
	const nobodys = await (nobodysHash ??= hash(keyFor('nobody').toString('hex'), cost));
	const fits = await verify(stored ?? nobodys, password.normalize('NFC'));
	return fits && stored !== null;
}

function totp(secret: string, label = ''): TOTP {
	return new TOTP({ issuer: 'Dianti', label, secret: Secret.fromBase32(secret), period: stepSeconds });
}

/** The 30-second step that the code belongs to, one step of clock difference forgiven; null when it fits none. */
export function totpStep(secret: string, code: string, now = Date.now()): number | null {
	const current = Math.floor(now / 1000 / stepSeconds);
	const typed = Buffer.from(code);
	for (const step of [current, current - 1, current + 1]) {
		const expected = Buffer.from(totp(secret).generate({ timestamp: step * stepSeconds * 1000 }));
		if (expected.length === typed.length && timingSafeEqual(expected, typed)) return step;
	}
	return null;
}

export function totpCode(secret: string, now = Date.now()): string {
	return totp(secret).generate({ timestamp: now });
}

/** What an authenticator app reads from the QR code. */
export function totpUri(secret: string, mail: string): string {
	return totp(secret, mail).toString();
}

/**
 * The secret of an invitation: the same at every look at its page, without anything stored before it is accepted.
 * Base32, 160 bits.
 */
export function enrolmentSecret(invitationToken: string): string {
	const bytes = createHmac('sha256', keyFor('totp enrolment'))
		.update(invitationToken)
		.digest()
		.subarray(0, 20);
	return new Secret({ buffer: new Uint8Array(bytes).buffer }).base32;
}
