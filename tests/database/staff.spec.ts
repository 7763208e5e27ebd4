import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { openStack } from '../support/stack.ts';

const stack = await openStack();
const { sql } = stack;
const service = stack.clientFor('service');
const hex = (text: string) => Buffer.from(text).toString('hex').padEnd(64, '0').slice(0, 64);
const token = () => hex(randomUUID());

// A new database counts from one: 1 city, 2 and 3 below it, 4 below 2.
await sql`insert into public.regions (parent_id, key, level, name_zh, name_en) values
	(null, 'city', 2, '市', 'City'), (1, 'north', 3, '北县', 'North'), (1, 'south', 3, '南县', 'South'),
	(2, 'hill', 4, '山镇', 'Hill')`;
await sql`insert into public.departments (key, region_id, name_zh, name_en) values
	('water', 2, '水务局', 'Water'), ('roads', 3, '公路局', 'Roads')`;

type Role = 'administrator' | 'commission_lead' | 'supervisor' | 'officer' | 'intake_officer';

async function hire(role: Role | null, region = 2, department: string | null = null) {
	const [account] =
		await sql`insert into private.accounts (kind, staff_name) values ('staff', '某人') returning id`;
	const id = String(account?.id);
	if (role) {
		await sql`insert into public.role_grants (account_id, role, region_id, department_key)
			values (${id}, ${role}, ${region}, ${department})`;
	}
	return { id, as: stack.clientFor({ account: id }) };
}

const city = await hire('administrator', 1);
const north = await hire('administrator', 2);
const commission = await hire('commission_lead', 1);

async function give(
	actor: { as: ReturnType<typeof stack.clientFor> },
	to: string,
	role: Role,
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
		role: Role,
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

describe('an authenticator code', () => {
	it('opens once, whoever comes twice at the same moment', async () => {
		const { id } = await hire(null);
		await sql`insert into private.credentials (account_id, password_hash, totp_secret)
			values (${id}, '$argon2id$test', 'sealed')`;
		const use = async (step: number) => (await service.rpc('use_totp_step', { account: id, step })).data;
		const answers = await Promise.all([use(7), use(7), use(7), use(7)]);
		expect(answers.filter(Boolean)).toHaveLength(1);
		expect(await use(6)).toBe(false);
		expect(await use(8)).toBe(true);
	});

	it('and the password before it are tried a few times only, also for a mail that nobody has', async () => {
		const begin = async (mail: string) =>
			(await service.rpc('begin_staff_sign_in', { mail_hash: hex(mail), network: mail })).error?.message ??
			'go on';
		const answers = await Promise.all(Array.from({ length: 15 }, () => begin('nobody')));
		expect(answers.filter((answer) => answer === 'go on')).toHaveLength(10);
		expect(answers.filter((answer) => answer === 'password_limit_reached')).toHaveLength(5);

		const { id } = await hire(null);
		const totp = await Promise.all(
			Array.from({ length: 9 }, async () => (await service.rpc('begin_totp', { account: id })).error?.message)
		);
		expect(totp.filter((answer) => answer === 'totp_limit_reached')).toHaveLength(4);
	});
});

describe('a password', () => {
	it('is changed by one of two changes at once, which ends every session and tells the mail', async () => {
		const { id } = await hire(null);
		await sql`insert into private.credentials (account_id, password_hash, totp_secret)
			values (${id}, '$argon2id$old', 'sealed')`;
		await sql`select private.open_session(${hex(`session of ${id}`)}, ${id}, '')`;
		const change = async (to: string) =>
			(
				await service.rpc('change_password', {
					account: id,
					present_hash: '$argon2id$old',
					new_hash: to,
					subject: '',
					body: ''
				})
			).data;
		const answers = await Promise.all([change('$argon2id$one'), change('$argon2id$other')]);
		expect(answers.filter(Boolean)).toHaveLength(1);
		expect(await sql`select from private.sessions where account_id = ${id}`).toHaveLength(0);
		expect(
			await sql`select from private.audit_log where action = 'password_changed' and account_id = ${id}`
		).toHaveLength(1);
	});

	it('has its present one tried a few times only', async () => {
		const { id } = await hire(null);
		const tries = await Promise.all(
			Array.from({ length: 12 }, () => service.rpc('begin_password_change', { account: id }))
		);
		expect(tries.filter(({ error }) => error?.message === 'password_limit_reached')).toHaveLength(2);
	});
});

describe('administering the tree', () => {
	const region = (over: object) => ({
		region: 0,
		version: 0,
		parent: 2,
		key: 'lake',
		level: 4,
		name_zh: '湖镇',
		name_en: 'Lake',
		is_active: true,
		code: '',
		...over
	});

	it('stays within the own subtree', async () => {
		expect((await north.as.rpc('save_region', region({}))).error).toBeNull();
		expect((await north.as.rpc('save_region', region({ parent: 3, key: 'sea' }))).error?.message).toBe(
			'role_required'
		);
		expect((await north.as.rpc('save_region', region({ region: 1, version: 1 }))).error?.message).toBe(
			'role_required'
		);
		expect((await commission.as.rpc('save_region', region({ key: 'sea' }))).error?.message).toBe(
			'role_required'
		);
		expect((await north.as.rpc('save_region', region({}))).error?.message).toBe('key_taken');
		expect((await north.as.rpc('save_region', region({ key: 'up', level: 3 }))).error?.message).toBe(
			'region_level_invalid'
		);
	});

	it('keeps the old division code with its last day', async () => {
		const save = (version: number, code: string) =>
			city.as.rpc(
				'save_region',
				region({ region: 3, version, key: 'south', level: 3, name_zh: '南县', code })
			);
		await save(1, '130534');
		await sql`update public.region_codes set valid_from = '2000-01-01' where region_id = 3`;
		expect((await save(2, '130535')).error).toBeNull();
		const codes =
			await sql`select code, valid_to is null as current from public.region_codes where region_id = 3 order by code`;
		expect(codes).toEqual([
			{ code: '130534', current: false },
			{ code: '130535', current: true }
		]);
	});

	it('tells whoever saves second', async () => {
		const save = (name_zh: string) =>
			north.as.rpc('save_department', {
				key: 'water',
				version: 1,
				region: 2,
				name_zh,
				name_en: 'Water',
				duty_zh: '',
				duty_en: '',
				phone: '',
				is_active: true
			});
		const answers = await Promise.all([save('水利局'), save('水务局')]);
		expect(answers.map(({ error }) => error?.message ?? 'saved').sort()).toEqual(['saved', 'stale_edit']);
	});

	it('leaves categories to administrators of a root', async () => {
		const save = (actor: typeof city, position: number) =>
			actor.as.rpc('save_category', {
				key: 'culture',
				version: 0,
				place: position,
				name_zh: '文化',
				name_en: 'Culture',
				is_active: true
			});
		expect((await save(north, 20)).error?.message).toBe('role_required');
		expect((await save(city, 1)).error?.message).toBe('category_position_taken');
		expect((await save(city, 20)).error).toBeNull();
	});
});
