import type { IncomingMessage } from 'node:http';
import type { Cookies, Handle, RequestEvent } from '@sveltejs/kit';
import { cookieOf } from '$lib/platform/http/cookies.server';
import { config } from '$lib/platform/config.server';
import { isDomainError } from '$lib/platform/errors';
import type { Session } from '$lib/domain/session';
import { hashToken } from './keys.server';
import { lucia } from './lucia.server';
import { deviceLabel } from './rules';

type Place = Pick<RequestEvent, 'cookies' | 'url'>;

/** Over TLS the name itself keeps other hosts and paths from planting a cookie. */
function cookieName({ protocol }: Pick<URL, 'protocol'>): string {
	return protocol === 'https:' ? '__Host-session' : 'session';
}

function readToken({ cookies, url }: Place): string | null {
	return tokenIn(cookies.get(cookieName(url)));
}

function tokenIn(cookie: string | null | undefined): string | null {
	return cookie && /^[a-z0-9]{40}$/.test(cookie) ? cookie : null;
}

/** The id of the session that a request claims, before SvelteKit has seen it; the database says whether it lives. */
export function claimedSession(request: IncomingMessage): Pick<Session, 'id'> | null {
	const protocol = config().origin?.startsWith('https:') ? 'https:' : 'http:';
	const token = tokenIn(cookieOf(request, cookieName({ protocol })));
	return token ? { id: hashToken(token) } : null;
}

/** Who makes this request, in one round trip; none when there is no cookie. */
async function readSession(place: Place): Promise<Session | null> {
	const token = readToken(place);
	if (!token) return null;
	const { session, user } = await lucia.validateSession(token);
	if (!session) {
		forget(place);
		return null;
	}
	return {
		id: hashToken(session.id),
		accountId: user.id,
		kind: user.kind,
		displayName: user.displayName,
		grants: user.grants,
		confirmedAt: user.confirmedAt,
		expiresAt: user.sessionExpiresAt,
		unread: user.unread
	};
}

/** Signs in with a new token; whatever session the browser had before is over. */
export async function startSession(event: Place & { request: Request }, accountId: string): Promise<void> {
	const previous = readToken(event);
	if (previous) await lucia.invalidateSession(previous);
	const { id } = await lucia.createSession(accountId, {
		device: deviceLabel(event.request.headers.get('user-agent'))
	});
	const { attributes } = lucia.createSessionCookie(id);
	event.cookies.set(cookieName(event.url), id, {
		...cookieAttributes(event.url),
		...(attributes.maxAge === undefined ? {} : { maxAge: attributes.maxAge })
	});
}

export async function endSession(place: Place): Promise<void> {
	const token = readToken(place);
	if (token) await lucia.invalidateSession(token);
	forget(place);
}

export async function endAllSessions(place: Place, session: Session): Promise<void> {
	await lucia.invalidateUserSessions(session.accountId);
	forget(place);
}

function forget({ cookies, url }: { cookies: Cookies; url: URL }): void {
	cookies.delete(cookieName(url), cookieAttributes(url));
}

function cookieAttributes(url: URL) {
	return { path: '/', httpOnly: true, sameSite: 'lax' as const, secure: url.protocol === 'https:' };
}

export const handleSession: Handle = async ({ event, resolve }) => {
	const { locals, url, request } = event;
	locals.session = null;
	locals.returnTo = request.method === 'GET' ? url.pathname + url.search : null;
	if (locals.isForEverybody) return resolve(event);
	try {
		locals.session = await readSession(event);
	} catch (error) {
		if (!isDomainError(error, 'database_unavailable')) throw error;
		locals.sessionRefused = error;
	}
	return resolve(event);
};
