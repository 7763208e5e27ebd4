import type { Session } from '$lib/domain/session';
import * as store from './staff-store.server';

export type Staff = Awaited<ReturnType<typeof store.listStaff>>[number];

/** Those who hold, or held, a role in a subtree that the person administers. */
export async function listStaff(session: Session): Promise<Staff[]> {
	return store.listStaff(session);
}

export async function grantRole(
	session: Session,
	accountId: string,
	wanted: store.WantedRole
): Promise<void> {
	await store.grantRole(session, accountId, wanted);
}

export async function revokeRole(session: Session, grantId: number): Promise<void> {
	await store.revokeRole(session, grantId);
}

/** Ends all sessions of the account too; what it did stays. */
export async function disableAccount(session: Session, accountId: string): Promise<void> {
	await store.disableAccount(session, accountId);
}

export async function enableAccount(session: Session, accountId: string): Promise<void> {
	await store.enableAccount(session, accountId);
}
