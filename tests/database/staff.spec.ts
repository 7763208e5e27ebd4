import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { hex, openTown, type StaffRole } from '../support/town.ts';

const stack = await openTown();
const { sql, hire, service, city, north, commission } = stack;
const token = () => hex(randomUUID());

async function give(
	actor: { as: ReturnType<typeof stack.clientFor> },
	to: string,
	role: StaffRole,
	region: number,
	department?: string
) {
	const { error } = await actor.as.rpc('grant_role', {
		account: to,
		role,
		region,
		...(department === undefined ? {} : { department })
	});
	return error?.message ?? 'given';
}

describe('granting roles', () => {
	it('is for administrators, in their own subtree', async () => {
		const { id } = await hire(null);
		expect(await give(north, id, 'supervisor', 4)).toBe('given');
		expect(await give(north, id, 'officer', 2, 'water')).toBe('given');
		expect(await give(north, id, 'supervisor', 1)).toBe('role_required');
		expect(await give(north, id, 'officer', 3, 'roads')).toBe('role_required');
		expect(await give(city, id, 'officer', 3, 'roads')).toBe('given');
	});

	it('of commission lead is for commission leads, who grant nothing else', async () => {
		const { id } = await hire(null);
		expect(await give(city, id, 'commission_lead', 1)).toBe('commission_lead_grants');
		expect(await give(commission, id, 'supervisor', 2)).toBe('role_required');
		expect(await give(commission, id, 'commission_lead', 2)).toBe('given');
	});

	it('is never to oneself, and taking from oneself neither', async () => {
		expect(await give(city, city.id, 'supervisor', 1)).toBe('not_to_yourself');
		expect(await give(commission, commission.id, 'commission_lead', 2)).toBe('not_to_yourself');
		const [own] = await sql`select id from public.role_grants where account_id = ${city.id}`;
		const { error } = await city.as.rpc('revoke_role', { grant_id: Number(own?.id) });
		expect(error?.message).toBe('not_on_yourself');
	});

	it('is refused to residents, officers, supervisors, visitors and forgotten accounts', async () => {
		const [resident] = await sql`insert into private.accounts (kind) values ('resident') returning id`;
		const target = await hire(null);
		const officer = await hire('officer', 2, 'water');
		const supervisor = await hire('supervisor', 1);
		for (const actor of [officer, supervisor, { as: stack.clientFor({ account: String(resident?.id) }) }]) {
			expect(await give(actor, target.id, 'officer', 2, 'water')).toBe('role_required');
		}
		expect(
			await give({ as: stack.clientFor({ account: randomUUID() }) }, target.id, 'officer', 2, 'water')
		).toBe('sign_in_required');
		expect(await give({ as: stack.clientFor('anon') }, target.id, 'supervisor', 2)).toMatch(
			/permission denied|not/i
		);
		expect(await give(city, String(resident?.id), 'supervisor', 2)).toBe('staff_unknown');
	});

	it('fits role, region and department together', async () => {
		const { id } = await hire(null);
		expect(await give(city, id, 'officer', 2)).toBe('role_department_mismatch');
		expect(await give(city, id, 'supervisor', 2, 'water')).toBe('role_department_mismatch');
		expect(await give(city, id, 'officer', 2, 'roads')).toBe('department_unknown');
		expect(await give(city, id, 'supervisor', 99)).toBe('region_unknown');
	});

	it('cannot be done by writing the table', async () => {
		const { error } = await city.as
			.from('role_grants')
			.insert({ account_id: city.id, role: 'commission_lead', region_id: 1 });
		expect(error?.code).toBe('42501');
	});

	it('is gone at the next statement once revoked, and so is everything of a disabled account', async () => {
		const passing = await hire('administrator', 2);
		const target = await hire(null);
		expect(await give(passing, target.id, 'supervisor', 2)).toBe('given');
		const [held] = await sql`select id from public.role_grants where account_id = ${passing.id}`;
		await city.as.rpc('revoke_role', { grant_id: Number(held?.id) });
		expect(await give(passing, target.id, 'supervisor', 4)).toBe('role_required');

		const disabled = await hire('administrator', 2);
		await service.rpc('open_session', { session: token(), account: disabled.id, device: '' });
		expect((await north.as.rpc('disable_account', { account: disabled.id })).error).toBeNull();
		expect(await give(disabled, target.id, 'supervisor', 4)).toBe('sign_in_required');
		expect(await sql`select from private.sessions where account_id = ${disabled.id}`).toHaveLength(0);
	});

	it('does not let an administrator remove whom they could not appoint', async () => {
		const { error } = await city.as.rpc('disable_account', { account: commission.id });
		expect(error?.message).toBe('role_required');
		expect((await north.as.rpc('disable_account', { account: city.id })).error?.message).toBe(
			'role_required'
		);
		expect((await city.as.rpc('disable_account', { account: city.id })).error?.message).toBe(
			'not_on_yourself'
		);
		const [held] = await sql`select id from public.role_grants where account_id = ${commission.id}`;
		expect((await city.as.rpc('revoke_role', { grant_id: Number(held?.id) })).error?.message).toBe(
			'commission_lead_grants'
		);
	});

	it('shows an administrator the staff of the own subtree only', async () => {
		const stranger = await hire('officer', 3, 'roads');
		const seen = async (actor: typeof city) =>
			((await actor.as.rpc('list_staff')).data ?? []).some(({ account_id }) => account_id === stranger.id);
		expect(await seen(city)).toBe(true);
		expect(await seen(north)).toBe(false);
	});
});

describe('an invitation', () => {
	const invite = (
		actor: { as: ReturnType<typeof stack.clientFor> },
		mail: string,
		role: StaffRole,
		region: number,
		tokenHash = token()
	) =>
		actor.as.rpc('invite_staff', {
			mail_hash: hex(mail),
			mail: `sealed ${mail}`,
			staff_name: '新人',
			locale: 'zh-CN',
			token_hash: tokenHash,
			roles: [role],
			regions: [region],
			departments: [''],
			subject: 's',
			body: 'b',
			granted_subject: 's',
			granted_body: 'b'
		});
	const accept = (tokenHash: string) =>
		service.rpc('accept_invitation', {
			token_hash: tokenHash,
			staff_name: '新人',
			password_hash: '$argon2id$test',
			totp_secret: 'sealed',
			totp_step: 1
		});
	const rolesOf = (account: string | null) =>
		sql`select role from public.role_grants where account_id = ${account} and revoked_at is null`;

	it('is accepted once, whoever comes twice at the same moment', async () => {
		const link = token();
		expect((await invite(north, 'one@example.org', 'supervisor', 2, link)).data).toBe('invited');
		const answers = await Promise.all([accept(link), accept(link), accept(link)]);
		expect(answers.filter(({ error }) => error === null)).toHaveLength(1);
		expect(answers.filter(({ error }) => error?.message === 'invitation_invalid')).toHaveLength(2);
		const account = answers.find(({ data }) => data)?.data ?? null;
		expect(await rolesOf(account)).toEqual([{ role: 'supervisor' }]);
	});

	it('runs out, and can be withdrawn', async () => {
		const [old, withdrawn] = [token(), token()];
		await invite(north, 'two@example.org', 'supervisor', 2, old);
		await sql`update private.invitations set expires_at = now() - interval '1 second' where token_hash = ${old}`;
		expect((await accept(old)).error?.message).toBe('invitation_invalid');
		await invite(north, 'three@example.org', 'supervisor', 2, withdrawn);
		const [row] = await sql`select id from private.invitations where token_hash = ${withdrawn}`;
		await city.as.rpc('revoke_invitation', { invitation: Number(row?.id) });
		expect((await accept(withdrawn)).error?.message).toBe('invitation_invalid');
	});

	it('gives no role that the inviter may no longer give', async () => {
		const passing = await hire('administrator', 2);
		const link = token();
		await invite(passing, 'four@example.org', 'supervisor', 2, link);
		await city.as.rpc('disable_account', { account: passing.id });
		const { data } = await accept(link);
		expect(await rolesOf(data)).toHaveLength(0);
	});

	it('is refused beyond the own subtree, and for commission lead', async () => {
		expect((await invite(north, 'five@example.org', 'supervisor', 1)).error?.message).toBe('role_required');
		expect((await invite(city, 'five@example.org', 'commission_lead', 1)).error?.message).toBe(
			'commission_lead_grants'
		);
	});

	it('adds the role at once for somebody who has an account, but never for oneself', async () => {
		const link = token();
		await invite(north, 'six@example.org', 'administrator', 2, link);
		const { data: account } = await accept(link);
		expect((await invite(city, 'six@example.org', 'intake_officer', 3)).data).toBe('granted');
		expect(await rolesOf(account)).toHaveLength(2);
		const self = stack.clientFor({ account: account ?? '' });
		expect((await invite({ as: self }, 'six@example.org', 'supervisor', 2)).error?.message).toBe(
			'not_to_yourself'
		);
	});

	it('of an operator is for the first holder only', async () => {
		const { error } = await service.rpc('invite_first', {
			role: 'administrator',
			mail_hash: hex('evil'),
			mail: 'sealed',
			staff_name: '某人',
			locale: 'zh-CN',
			token_hash: token(),
			region_key: 'root',
			region_level: 2,
			region_zh: '市',
			region_en: 'City'
		});
		expect(error?.message).toBe('already_set_up');
	});
});
