import { randomUUID } from 'node:crypto';
import { m } from '$lib/paraglide/messages.js';
import { DomainError } from '$lib/platform/errors';
import { locale } from '$lib/platform/i18n/i18n';
import type { Session } from '$lib/domain/session';
import { hashCode, hashNetwork, identifierRow, newCode, unseal } from './keys.server';
import { maskIdentifier } from './rules';
import { privacyVersion, type Identifier, type IdentifierKind } from './schema';
import * as store from './store.server';

/** Sends a code to the phone or mail; the answer is the same whether anybody has signed in with it before. */
export async function requestSignInCode(to: Identifier, address: string): Promise<{ challenge: string }> {
	const { challenge, code, request } = newChallenge(address);
	await store.requestCode(
		request,
		{ ...identifierRow(to.kind, to.value), kind: to.kind },
		{ subject: m.mail_sign_in_subject({ code }), body: m.mail_sign_in_body({ code }), locale: locale() },
		privacyVersion
	);
	return { challenge };
}

/** The account that the code opens: the one of the phone or mail, made now when it is new. */
export async function redeemSignInCode(challenge: string, code: string): Promise<string> {
	const { outcome, accountId } = await store.redeemCode(challenge, hashCode(challenge, code));
	refuseUnlessOk(outcome);
	return accountId ?? '';
}

export async function requestConfirmation(
	session: Session,
	kind: IdentifierKind,
	address: string
): Promise<{ challenge: string }> {
	const { challenge, code, request } = newChallenge(address);
	await store.requestConfirmation(request, session.accountId, kind, confirmationMessage(code));
	return { challenge };
}

export async function confirmSession(session: Session, challenge: string, code: string): Promise<void> {
	refuseUnlessOk(await store.redeemConfirmation(challenge, session, hashCode(challenge, code)));
}

export async function requestContactChange(
	session: Session,
	to: Identifier,
	address: string
): Promise<{ challenge: string }> {
	const { challenge, code, request } = newChallenge(address);
	await store.requestChange(
		request,
		session,
		{ ...identifierRow(to.kind, to.value), kind: to.kind },
		confirmationMessage(code)
	);
	return { challenge };
}

export async function changeContact(session: Session, challenge: string, code: string): Promise<void> {
	refuseUnlessOk(
		await store.redeemChange(challenge, session, hashCode(challenge, code), {
			subject: m.mail_contact_changed_subject(),
			body: m.mail_contact_changed_body()
		})
	);
}

const confirmedForMs = 10 * 60_000;
/** Leaves time to type the code to the new phone or mail. */
const marginMs = 2 * 60_000;

export function isFreshlyConfirmed(session: Session, now = Date.now()): boolean {
	return session.confirmedAt.getTime() > now - confirmedForMs + marginMs;
}

export interface Settings {
	surname: string | null;
	staffName: string | null;
	locale: 'zh-CN' | 'en';
	/** Masked: enough to recognise one's own. */
	contacts: { kind: IdentifierKind | 'staff_mail'; shown: string }[];
}

export async function readSettings(session: Session): Promise<Settings> {
	const { identifiers, ...settings } = await store.readSettings(session);
	return {
		...settings,
		contacts: identifiers.map(({ kind, value }) => ({ kind, shown: maskIdentifier(kind, unseal(value)) }))
	};
}

export async function saveSettings(
	session: Session,
	settings: { surname: string | null; locale: 'zh-CN' | 'en' }
): Promise<void> {
	await store.saveSettings(session, settings.surname, settings.locale);
}

export async function listSessions(session: Session) {
	const sessions = await store.listSessions(session);
	return sessions.map((open) => ({ ...open, isThis: open.id === session.id }));
}

export async function endOtherSession(session: Session, id: string): Promise<void> {
	await store.endSession(session, id);
}

/** Nightly: codes, attempts and sessions that have run out. */
export async function sweepSignIn(): Promise<void> {
	await store.sweepSignIn();
}

function newChallenge(address: string) {
	const challenge = randomUUID();
	const code = newCode();
	return {
		challenge,
		code,
		request: { challenge, codeHash: hashCode(challenge, code), network: hashNetwork(address) }
	};
}

function confirmationMessage(code: string): store.CodeMessage {
	return { subject: m.mail_confirm_subject({ code }), body: m.mail_confirm_body({ code }), locale: locale() };
}

const statusOf = { account_disabled: 403, identifier_taken: 409 } as const;

function refuseUnlessOk(outcome: store.CodeOutcome): void {
	if (outcome === 'ok') return;
	const status = outcome === 'account_disabled' || outcome === 'identifier_taken' ? statusOf[outcome] : 422;
	throw new DomainError(outcome, status, outcome.startsWith('code_') ? { field: 'code' } : {});
}
