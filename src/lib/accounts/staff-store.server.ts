import { z } from 'zod';
import { parseInstant } from '$lib/platform/time/clock';
import { clientFor, serviceClient, unwrap } from '$lib/platform/database/client.server';
import { staffRoles, type StaffRole } from '$lib/domain/roles';
import type { Session } from '$lib/domain/session';

export async function beginSignIn(
	mailHash: string,
	network: string
): Promise<{ accountId: string; passwordHash: string } | null> {
	const [row] = unwrap(await serviceClient().rpc('begin_staff_sign_in', { mail_hash: mailHash, network }));
	return row ? { accountId: row.account_id, passwordHash: row.password_hash } : null;
}

/** The sealed secret; null when the account has none. */
export async function beginTotp(accountId: string): Promise<string | null> {
	const [row] = unwrap(await serviceClient().rpc('begin_totp', { account: accountId }));
	return row?.totp_secret ?? null;
}

/** False when a code of this step or a later one was used before. */
export async function useTotpStep(accountId: string, step: number): Promise<boolean> {
	return unwrap(await serviceClient().rpc('use_totp_step', { account: accountId, step }));
}

/** What the present password is checked against; counts a try. */
export async function beginPasswordChange(accountId: string): Promise<string | null> {
	const [row] = unwrap(await serviceClient().rpc('begin_password_change', { account: accountId }));
	return row?.password_hash ?? null;
}

/** False when another change came first. */
export async function changePassword(
	accountId: string,
	hashes: { present_hash: string; new_hash: string },
	notice: Mail
): Promise<boolean> {
	return unwrap(await serviceClient().rpc('change_password', { account: accountId, ...hashes, ...notice }));
}

export interface OpenInvitation {
	/** Sealed. */
	mail: string;
	staffName: string;
	isReset: boolean;
}

export async function openInvitation(tokenHash: string): Promise<OpenInvitation | null> {
	const [row] = unwrap(await serviceClient().rpc('open_invitation', { token_hash: tokenHash }));
	return row ? { mail: row.mail, staffName: row.staff_name, isReset: row.is_reset } : null;
}

export async function acceptInvitation(
	tokenHash: string,
	answer: { staffName: string; passwordHash: string; totpSecret: string; totpStep: number }
): Promise<string> {
	return unwrap(
		await serviceClient().rpc('accept_invitation', {
			token_hash: tokenHash,
			staff_name: answer.staffName,
			password_hash: answer.passwordHash,
			totp_secret: answer.totpSecret,
			totp_step: answer.totpStep
		})
	);
}

export interface WantedRole {
	role: StaffRole;
	regionId: number;
	departmentKey: string | null;
}

interface Mail {
	subject: string;
	body: string;
}

export async function inviteStaff(
	session: Session,
	invited: { mailHash: string; mail: string; staffName: string; locale: string; tokenHash: string },
	roles: WantedRole[],
	invitation: Mail,
	notice: Mail
): Promise<'invited' | 'granted'> {
	const outcome = unwrap(
		await clientFor(session).rpc('invite_staff', {
			mail_hash: invited.mailHash,
			mail: invited.mail,
			staff_name: invited.staffName,
			locale: invited.locale,
			token_hash: invited.tokenHash,
			roles: roles.map(({ role }) => role),
			regions: roles.map(({ regionId }) => regionId),
			departments: roles.map(({ departmentKey }) => departmentKey ?? ''),
			...invitation,
			granted_subject: notice.subject,
			granted_body: notice.body
		})
	);
	return outcome === 'granted' ? 'granted' : 'invited';
}

export async function inviteFirst(
	role: 'administrator' | 'commission_lead',
	invited: { mailHash: string; mail: string; staffName: string; locale: string; tokenHash: string },
	root: { key: string; level: number; nameZh: string; nameEn: string }
): Promise<void> {
	unwrap(
		await serviceClient().rpc('invite_first', {
			role,
			mail_hash: invited.mailHash,
			mail: invited.mail,
			staff_name: invited.staffName,
			locale: invited.locale,
			token_hash: invited.tokenHash,
			region_key: root.key,
			region_level: root.level,
			region_zh: root.nameZh,
			region_en: root.nameEn
		})
	);
}

export async function resetStaff(
	session: Session,
	accountId: string,
	tokenHash: string,
	mail: Mail
): Promise<void> {
	unwrap(await clientFor(session).rpc('reset_staff', { account: accountId, token_hash: tokenHash, ...mail }));
}

export async function revokeInvitation(session: Session, invitation: number): Promise<void> {
	unwrap(await clientFor(session).rpc('revoke_invitation', { invitation }));
}

export async function grantRole(session: Session, accountId: string, wanted: WantedRole): Promise<void> {
	unwrap(
		await clientFor(session).rpc('grant_role', {
			account: accountId,
			role: wanted.role,
			region: wanted.regionId,
			...(wanted.departmentKey === null ? {} : { department: wanted.departmentKey })
		})
	);
}

export async function revokeRole(session: Session, grantId: number): Promise<void> {
	unwrap(await clientFor(session).rpc('revoke_role', { grant_id: grantId }));
}

export async function disableAccount(session: Session, accountId: string): Promise<void> {
	unwrap(await clientFor(session).rpc('disable_account', { account: accountId }));
}

export async function enableAccount(session: Session, accountId: string): Promise<void> {
	unwrap(await clientFor(session).rpc('enable_account', { account: accountId }));
}

const rolesOfInvitation = z.array(
	z.object({ role: z.enum(staffRoles), regionId: z.number(), departmentKey: z.string().nullable() })
);
const grants = z
	.array(
		z.object({
			id: z.number(),
			role: z.enum(staffRoles),
			regionId: z.number(),
			departmentKey: z.string().nullable(),
			mayRevoke: z.boolean()
		})
	)
	.nullable()
	.transform((list) => list ?? []);

export async function listStaff(session: Session) {
	return unwrap(await clientFor(session).rpc('list_staff')).map((row) => {
		const disabledAt: string | null = row.disabled_at;
		const lastSeenAt: string | null = row.last_seen_at;
		return {
			accountId: row.account_id,
			staffName: row.staff_name,
			isDisabled: disabledAt !== null,
			lastSeenAt: lastSeenAt === null ? null : parseInstant(lastSeenAt),
			mayManage: row.may_manage,
			grants: grants.parse(row.grants)
		};
	});
}

export async function listInvitations(session: Session) {
	return unwrap(await clientFor(session).rpc('list_invitations')).map((row) => ({
		id: row.id,
		/** Sealed. */
		mail: row.mail,
		staffName: row.staff_name,
		expiresAt: parseInstant(row.expires_at),
		isReset: row.is_reset,
		roles: rolesOfInvitation.parse(row.roles)
	}));
}
