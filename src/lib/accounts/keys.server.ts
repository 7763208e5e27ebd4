import {
	createCipheriv,
	createDecipheriv,
	createHmac,
	hash,
	hkdfSync,
	randomBytes,
	randomInt
} from 'node:crypto';
import { config } from '$lib/platform/config.server';
import { networkOf } from './rules';
import type { IdentifierKind } from './schema';

const derived = new Map<string, Buffer>();

/** A key for one purpose, so that a value made for one never fits another. */
export function keyFor(purpose: string): Buffer {
	const known = derived.get(purpose);
	if (known) return known;
	const key = Buffer.from(hkdfSync('sha256', config().identifierKey, '', `dianti ${purpose}`, 32));
	derived.set(purpose, key);
	return key;
}

function keyedHash(purpose: string, text: string): string {
	return createHmac('sha256', keyFor(purpose)).update(text).digest('hex');
}

export function hashIdentifier(kind: IdentifierKind | 'staff_mail', value: string): string {
	return keyedHash(`identifier ${kind}`, value);
}

export function hashNetwork(address: string): string {
	return keyedHash('network', networkOf(address));
}

/** Six digits have a million values: only a keyed hash, tied to its challenge, hides them. */
export function hashCode(challenge: string, code: string): string {
	return keyedHash('one-time code', `${challenge}:${code}`);
}

export function newCode(): string {
	return String(randomInt(1_000_000)).padStart(6, '0');
}

/** For what carries enough randomness itself: session tokens, invitations. */
export function hashToken(token: string): string {
	return hash('sha256', token);
}

export function newToken(): string {
	return randomBytes(32).toString('base64url');
}

const version = 'v1.';

/** Encrypts what has to be read again: a number to send to, a TOTP secret. */
export function seal(text: string): string {
	const nonce = randomBytes(12);
	const cipher = createCipheriv('aes-256-gcm', keyFor('sealing'), nonce);
	const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
	return version + Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url');
}

/** Throws when the text was not sealed with this portal's key. */
export function unseal(sealed: string): string {
	if (!sealed.startsWith(version)) throw new Error('not a sealed value');
	const bytes = Buffer.from(sealed.slice(version.length), 'base64url');
	const decipher = createDecipheriv('aes-256-gcm', keyFor('sealing'), bytes.subarray(0, 12));
	decipher.setAuthTag(bytes.subarray(12, 28));
	return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8');
}

/** The row of private.identifiers, without its account. */
export function identifierRow(kind: IdentifierKind | 'staff_mail', value: string) {
	return { kind, hash: hashIdentifier(kind, value), value: seal(value) };
}
