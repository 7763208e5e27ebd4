import { describe, expect, it } from 'vitest';
import { hex, openTown } from '../support/town.ts';

const { sql, hire, service } = await openTown();

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
