import { toString as qrSvg } from 'qrcode';
import { m } from '$lib/paraglide/messages.js';
import { DomainError } from '$lib/platform/errors';
import { href, locale } from '$lib/platform/i18n/i18n';
import type { Session } from '$lib/domain/session';
import { enrolmentSecret, hashPassword, totpStep, totpUri } from './credentials.server';
import { hashIdentifier, hashToken, newToken, seal, unseal } from './keys.server';
import * as store from './staff-store.server';

export type { WantedRole } from './staff-store.server';

export interface Enrolment {
	mail: string;
	name: string;
	isReset: boolean;
	/** For those who cannot scan: groups of four. */
	secret: string;
	qr: string;
}

/** What the page of an invitation shows; refused when the link is used, revoked or has run out. */
export async function readInvitation(token: string): Promise<Enrolment> {
	const invitation = await store.openInvitation(hashToken(token));
	if (!invitation) throw new DomainError('invitation_invalid', 410);
	const mail = unseal(invitation.mail);
	const secret = enrolmentSecret(token);
	const svg = await qrSvg(totpUri(secret, mail), { type: 'svg', margin: 2 });
	return {
		mail,
		name: invitation.staffName,
		isReset: invitation.isReset,
		secret: secret.replace(/(.{4})(?=.)/g, '$1 '),
		qr: `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`
	};
}

/** Sets password and authenticator, gives the roles, and tells which account to sign in. */
export async function acceptInvitation(
	token: string,
	answer: { name: string; password: string; code: string }
): Promise<string> {
	const secret = enrolmentSecret(token);
	const step = totpStep(secret, answer.code);
	if (step === null) throw new DomainError('totp_wrong', 422, { field: 'code' });
	return store.acceptInvitation(hashToken(token), {
		staffName: answer.name,
		passwordHash: await hashPassword(answer.password),
		totpSecret: seal(secret),
		totpStep: step
	});
}

/** Mails a link; somebody who works here already gets the roles at once. */
export async function inviteStaff(
	session: Session,
	invited: { mail: string; name: string },
	roles: store.WantedRole[],
	origin: string
): Promise<'invited' | 'granted'> {
	const { link, tokenHash } = newLink(origin);
	return store.inviteStaff(
		session,
		{ ...sealedMail(invited.mail), staffName: invited.name, locale: locale(), tokenHash },
		roles,
		{ subject: m.mail_invitation_subject(), body: m.mail_invitation_body({ name: invited.name, link }) },
		{
			subject: m.mail_granted_subject(),
			body: m.mail_granted_body({ name: invited.name, link: origin + href('/sign-in/staff') })
		}
	);
}

export async function resetStaff(session: Session, accountId: string, origin: string): Promise<void> {
	const { link, tokenHash } = newLink(origin);
	await store.resetStaff(session, accountId, tokenHash, {
		subject: m.mail_reset_subject(),
		body: m.mail_reset_body({ link })
	});
}

/** For whoever runs the portal: the first administrator or commission lead, with the link to print once. */
export async function inviteFirst(
	role: 'administrator' | 'commission_lead',
	invited: { mail: string; name: string },
	root: { key: string; level: number; nameZh: string; nameEn: string },
	origin: string
): Promise<{ link: string }> {
	const { link, tokenHash } = newLink(origin);
	await store.inviteFirst(
		role,
		{ ...sealedMail(invited.mail), staffName: invited.name, locale: 'zh-CN', tokenHash },
		root
	);
	return { link };
}

export async function listInvitations(session: Session) {
	const invitations = await store.listInvitations(session);
	return invitations.map((invitation) => ({ ...invitation, mail: unseal(invitation.mail) }));
}

export async function revokeInvitation(session: Session, invitation: number): Promise<void> {
	await store.revokeInvitation(session, invitation);
}

function newLink(origin: string): { link: string; tokenHash: string } {
	const token = newToken();
	return { link: `${origin}${href('/invitation')}/${token}`, tokenHash: hashToken(token) };
}

function sealedMail(mail: string) {
	return { mailHash: hashIdentifier('staff_mail', mail), mail: seal(mail) };
}
