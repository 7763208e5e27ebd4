import { z } from 'zod';
import { parseInstant } from '$lib/platform/time/clock';
import { clientFor, serviceClient, unwrap } from '$lib/platform/database/client.server';
import { DomainError } from '$lib/platform/errors';
import { staffRoles } from '$lib/domain/roles';
import type { Session } from '$lib/domain/session';
import type { IdentifierKind } from './schema';

export interface CodeMessage {
	subject: string;
	body: string;
	locale: string;
}

export interface SealedIdentifier {
	kind: IdentifierKind;
	hash: string;
	/** Sealed: see keys.server.ts. */
	value: string;
}

interface Challenge {
	challenge: string;
	codeHash: string;
	network: string;
}

const outcome = z.enum([
	'ok',
	'code_wrong',
	'code_expired',
	'code_tries_used',
	'account_disabled',
	'identifier_taken'
]);
export type CodeOutcome = z.infer<typeof outcome>;

export async function requestCode(
	{ challenge, codeHash, network }: Challenge,
	to: SealedIdentifier,
	message: CodeMessage,
	consentVersion: string
): Promise<void> {
	unwrap(
		await serviceClient().rpc('request_code', {
			challenge,
			...to,
			code_hash: codeHash,
			network,
			...message,
			consent_version: consentVersion
		})
	);
}

export async function redeemCode(
	challenge: string,
	codeHash: string
): Promise<{ outcome: CodeOutcome; accountId: string | null }> {
	const [row] = unwrap(await serviceClient().rpc('redeem_code', { challenge, code_hash: codeHash }));
	return { outcome: outcome.parse(row?.outcome), accountId: row?.account_id ?? null };
}

export async function requestConfirmation(
	{ challenge, codeHash, network }: Challenge,
	accountId: string,
	kind: IdentifierKind,
	message: CodeMessage
): Promise<void> {
	unwrap(
		await serviceClient().rpc('request_confirmation', {
			challenge,
			account: accountId,
			kind,
			code_hash: codeHash,
			network,
			...message
		})
	);
}

export async function redeemConfirmation(
	challenge: string,
	session: Session,
	codeHash: string
): Promise<CodeOutcome> {
	return outcome.parse(
		unwrap(
			await serviceClient().rpc('redeem_confirmation', {
				challenge,
				account: session.accountId,
				session: session.id,
				code_hash: codeHash
			})
		)
	);
}

export async function requestChange(
	{ challenge, codeHash, network }: Challenge,
	session: Session,
	to: SealedIdentifier,
	message: CodeMessage
): Promise<void> {
	unwrap(
		await serviceClient().rpc('request_change', {
			challenge,
			account: session.accountId,
			session: session.id,
			...to,
			code_hash: codeHash,
			network,
			...message
		})
	);
}

export async function redeemChange(
	challenge: string,
	session: Session,
	codeHash: string,
	notice: { subject: string; body: string }
): Promise<CodeOutcome> {
	return outcome.parse(
		unwrap(
			await serviceClient().rpc('redeem_change', {
				challenge,
				account: session.accountId,
				session: session.id,
				code_hash: codeHash,
				...notice
			})
		)
	);
}

export async function openSession(id: string, accountId: string, device: string): Promise<void> {
	unwrap(await serviceClient().rpc('open_session', { session: id, account: accountId, device }));
}

export async function closeSession(id: string): Promise<void> {
	unwrap(await serviceClient().rpc('close_session', { session: id }));
}

export async function closeSessions(accountId: string): Promise<void> {
	unwrap(await serviceClient().rpc('close_sessions', { account: accountId }));
}

const grantsOfSession = z.array(
	z.object({
		role: z.enum(staffRoles),
		regionId: z.number(),
		path: z.string(),
		departmentKey: z.string().nullable()
	})
);

export interface SessionContext {
	accountId: string;
	kind: 'resident' | 'staff';
	displayName: string | null;
	grants: z.infer<typeof grantsOfSession>;
	expiresAt: Date;
	confirmedAt: Date;
	unread: number;
}

/** For each session its context, in order; null when the session is over, or the account disabled. */
export async function readSessionContexts(ids: string[]): Promise<(SessionContext | null)[]> {
	const contexts = ids.map((): SessionContext | null => null);
	for (const row of unwrap(await serviceClient().rpc('session_contexts', { session_ids: ids }))) {
		contexts[row.ord - 1] = {
			accountId: row.account_id,
			kind: row.kind === 'staff' ? 'staff' : 'resident',
			displayName: row.display,
			grants: grantsOfSession.parse(row.roles),
			expiresAt: parseInstant(row.expires_at),
			confirmedAt: parseInstant(row.confirmed_at),
			unread: row.unread
		};
	}
	return contexts;
}

export interface OpenSession {
	id: string;
	device: string;
	createdAt: Date;
	lastSeenAt: Date;
}

export async function listSessions(session: Session): Promise<OpenSession[]> {
	return unwrap(await clientFor(session).rpc('my_sessions')).map((row) => ({
		id: row.id,
		device: row.device,
		createdAt: parseInstant(row.created_at),
		lastSeenAt: parseInstant(row.last_seen_at)
	}));
}

export async function endSession(session: Session, id: string): Promise<void> {
	unwrap(await clientFor(session).rpc('end_my_session', { session: id }));
}

const sealedIdentifiers = z.array(
	z.object({ kind: z.enum(['phone', 'mail', 'staff_mail']), value: z.string() })
);

export async function readSettings(session: Session) {
	const [row] = unwrap(await clientFor(session).rpc('my_settings'));
	if (!row) throw new DomainError('sign_in_required', 401);
	const surname: string | null = row.surname;
	const staffName: string | null = row.staff_name;
	return {
		surname,
		staffName,
		locale: row.locale === 'en' ? ('en' as const) : ('zh-CN' as const),
		identifiers: sealedIdentifiers.parse(row.identifiers)
	};
}

export async function saveSettings(session: Session, surname: string | null, locale: string): Promise<void> {
	// The generated type knows no null for arguments; an empty surname means 匿名.
	unwrap(await clientFor(session).rpc('save_settings', { surname: surname ?? '', locale }));
}

export async function sweepSignIn(): Promise<void> {
	unwrap(await serviceClient().rpc('sweep_sign_in'));
}
