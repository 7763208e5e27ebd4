import { afterAll, beforeEach, expect, test, vi } from 'vitest';
import type { SessionContext } from './store.server';

const store = vi.hoisted(() => ({
	readSessionContexts: vi.fn<(ids: string[]) => Promise<(SessionContext | null)[]>>(),
	openSession: vi.fn(),
	closeSession: vi.fn(),
	closeSessions: vi.fn(),
	sweepSignIn: vi.fn()
}));
vi.mock('./store.server', () => store);
const { lucia } = await import('./lucia.server');
const { hashToken } = await import('./keys.server');

const token = 'a-token-that-only-the-browser-has';
const endsIn = (seconds: number): SessionContext => ({
	accountId: '7b7f6a0e-0000-4000-8000-000000000001',
	kind: 'resident',
	displayName: null,
	grants: [],
	confirmedAt: new Date(),
	expiresAt: new Date(Date.now() + seconds * 1000),
	unread: 0
});

beforeEach(() => vi.clearAllMocks());
// Specs share their modules: the next one gets the real store.
afterAll(() => {
	vi.doUnmock('./store.server');
	vi.resetModules();
});

test('a session is asked for by its hash, and lives as long as the database says', async () => {
	const context = endsIn(86_400);
	store.readSessionContexts.mockResolvedValue([context]);
	const { session, user } = await lucia.validateSession(token);
	expect(store.readSessionContexts).toHaveBeenCalledWith([hashToken(token)]);
	expect(session?.fresh).toBe(false);
	expect(user?.sessionExpiresAt).toEqual(context.expiresAt);
});

test('what Lucia would prolong by itself is written nowhere: the end that the database set stands', async () => {
	const context = endsIn(10);
	store.readSessionContexts.mockResolvedValue([context]);
	const { session, user } = await lucia.validateSession(token);
	// Lucia takes it for prolonged by a minute; the pages read the end that the database gave.
	expect(session?.fresh).toBe(true);
	expect(user?.sessionExpiresAt).toEqual(context.expiresAt);
	for (const write of [store.openSession, store.closeSession, store.closeSessions, store.sweepSignIn]) {
		expect(write).not.toHaveBeenCalled();
	}
});

test('sessions of an account are not listed by token, and nobody is told that there are none', async () => {
	await expect(lucia.getUserSessions('7b7f6a0e-0000-4000-8000-000000000001')).rejects.toThrow('listSessions');
});

test('the rest goes to the database', async () => {
	await lucia.invalidateSession(token);
	expect(store.closeSession).toHaveBeenCalledWith(hashToken(token));
	await lucia.invalidateUserSessions('7b7f6a0e-0000-4000-8000-000000000001');
	expect(store.closeSessions).toHaveBeenCalledWith('7b7f6a0e-0000-4000-8000-000000000001');
	await lucia.deleteExpiredSessions();
	expect(store.sweepSignIn).toHaveBeenCalledOnce();
});
