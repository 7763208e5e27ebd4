import { SignJWT } from 'jose';
import type { Session } from '$lib/domain/session';

const lifetimeSeconds = 60;
/** Renewed this long before it ends, so that none expires on its way. */
const marginSeconds = 15;

/** Mints the short-lived token of a session, and hands out the same one while it lives. */
export function tokenMinter(
	session: Pick<Session, 'id' | 'accountId'>,
	secret: string,
	now: () => number = Date.now
): () => Promise<string> {
	const key = new TextEncoder().encode(secret);
	let current: { token: Promise<string>; goodUntil: number } | undefined;
	return () => {
		const seconds = Math.floor(now() / 1000);
		if (!current || seconds >= current.goodUntil) {
			const token = new SignJWT({ role: 'authenticated', session_id: session.id })
				.setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
				.setSubject(session.accountId)
				.setAudience('authenticated')
				.setIssuedAt(seconds)
				.setExpirationTime(seconds + lifetimeSeconds)
				.sign(key);
			current = { token, goodUntil: seconds + lifetimeSeconds - marginSeconds };
		}
		return current.token;
	};
}
