import { Lucia, TimeSpan, type Adapter } from 'lucia';
import { readBatcher } from '$lib/platform/database/read-batcher';
import { hashToken } from './keys.server';
import {
	closeSession,
	closeSessions,
	openSession,
	readSessionContexts,
	sweepSignIn,
	type SessionContext
} from './store.server';

const contextOf = readBatcher<string, SessionContext | null>(readSessionContexts);

/**
 * Lucia's view of private.sessions. Lucia works with the token, the database with its SHA-256. How long a session lives
 * is for the database: idle and absolute, by kind of account, moved on as it is read. So Lucia's own prolonging has
 * nothing left to do.
 */
const adapter: Adapter = {
	async getSessionAndUser(token) {
		const context = await contextOf(hashToken(token));
		if (!context) return [null, null];
		const { accountId, expiresAt } = context;
		return [
			{ id: token, userId: accountId, expiresAt, attributes: { device: '' } },
			{ id: accountId, attributes: context }
		];
	},
	async setSession({ id, userId, attributes }) {
		await openSession(hashToken(id), userId, attributes.device);
	},
	// Nothing to write: reading a session has moved its end on already, and Lucia knows no absolute end.
	async updateSessionExpiration() {},
	deleteSession: (token) => closeSession(hashToken(token)),
	deleteUserSessions: (accountId) => closeSessions(accountId),
	deleteExpiredSessions: () => sweepSignIn(),
	// The database keeps hashes, so a list of tokens cannot be had. An empty one would say that nobody is signed in.
	getUserSessions: () => Promise.reject(new Error('Call listSessions(): tokens are not kept.'))
};

interface SessionAttributes {
	device: string;
}

export const lucia = new Lucia(adapter, {
	// Shorter than any lifetime here, so that Lucia leaves them alone.
	sessionExpiresIn: new TimeSpan(1, 'm'),
	sessionCookie: { expires: false },
	getUserAttributes: ({ kind, displayName, grants, confirmedAt, expiresAt, unread }) => ({
		kind,
		displayName,
		grants,
		confirmedAt,
		sessionExpiresAt: expiresAt,
		unread
	})
});

declare module 'lucia' {
	interface Register {
		Lucia: typeof lucia;
		DatabaseSessionAttributes: SessionAttributes;
		DatabaseUserAttributes: SessionContext;
	}
}
