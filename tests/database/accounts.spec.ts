import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { openStack } from '../support/stack.ts';
import { buildWorld } from '../support/world.ts';

const stack = await openStack();
const { sql } = stack;
const service = stack.clientFor('service');
const hex = (text: string) => Buffer.from(text).toString('hex').padEnd(64, '0').slice(0, 64);

let people = 0;
const nextHash = () => hex(`person ${++people}`);

async function request(hash: string, network = `network of ${hash}`, codeHash = 'right', kind = 'phone') {
	const challenge = randomUUID();
	const { error } = await service.rpc('request_code', {
		challenge,
		kind,
		hash,
		value: `sealed ${hash}`,
		code_hash: codeHash,
		network,
		subject: 'subject',
		body: 'body',
		locale: 'zh-CN',
		consent_version: '2026-11-01'
	});
	return { challenge, refusal: error?.message ?? null };
}

async function redeem(challenge: string, codeHash = 'right') {
	const { data, error } = await service.rpc('redeem_code', { challenge, code_hash: codeHash });
	expect(error).toBeNull();
	return { outcome: data?.[0]?.outcome ?? '', accountId: data?.[0]?.account_id ?? null };
}

const times = <T>(count: number, run: () => Promise<T>) => Promise.all(Array.from({ length: count }, run));
const countOf = async (of: string, hash: string) => {
	const [row] =
		await sql`select count(*)::int as n from private.identifiers where kind = ${of} and hash = ${hash}`;
	return Number(row?.n);
};

describe('a one-time code', () => {
	it('opens one account once, whoever comes twice at the same moment', async () => {
		const hash = nextHash();
		const { challenge } = await request(hash);
		const outcomes = (await times(8, () => redeem(challenge))).map(({ outcome }) => outcome);
		expect(outcomes.filter((outcome) => outcome === 'ok')).toHaveLength(1);
		expect(outcomes.filter((outcome) => outcome === 'code_expired')).toHaveLength(7);
		expect(await countOf('phone', hash)).toBe(1);
	});

	it('makes one account out of two codes for one new number', async () => {
		const hash = nextHash();
		const [one, other] = [await request(hash), await request(hash)];
		const [first, second] = await Promise.all([redeem(one.challenge), redeem(other.challenge)]);
		expect([first.outcome, second.outcome]).toEqual(['ok', 'ok']);
		expect(first.accountId).toBe(second.accountId);
	});

	it('dies of five wrong tries, also when twenty come at once', async () => {
		const { challenge } = await request(nextHash());
		const outcomes = (await times(20, () => redeem(challenge, 'wrong'))).map(({ outcome }) => outcome);
		expect(outcomes.filter((outcome) => outcome === 'code_wrong')).toHaveLength(4);
		expect((await redeem(challenge)).outcome).toBe('code_tries_used');
		const [code] = await sql`select tries from private.one_time_codes where challenge = ${challenge}`;
		expect(code?.tries).toBe(5);
	});

	it('works for ten minutes', async () => {
		const [inTime, late] = [await request(nextHash()), await request(nextHash())];
		await stack.freezeClock(new Date(Date.now() + 9.9 * 60_000));
		expect((await redeem(inTime.challenge)).outcome).toBe('ok');
		await stack.freezeClock(new Date(Date.now() + 10.1 * 60_000));
		expect((await redeem(late.challenge)).outcome).toBe('code_expired');
		await stack.freezeClock(null);
	});

	it('is answered alike for a number that has an account and one that has none', async () => {
		const known = nextHash();
		await redeem((await request(known)).challenge);
		expect((await request(known)).refusal).toBe((await request(nextHash())).refusal);
	});

	it('keeps the version and time of the consent, and asks for one', async () => {
		const { accountId } = await redeem((await request(nextHash())).challenge);
		const consents = await sql`select kind, version from private.consents where account_id = ${accountId}`;
		expect(consents).toEqual([{ kind: 'privacy', version: '2026-11-01' }]);
		const { error } = await service.rpc('request_code', {
			challenge: randomUUID(),
			kind: 'phone',
			hash: nextHash(),
			value: 'sealed',
			code_hash: 'right',
			network: 'network',
			subject: '',
			body: '',
			locale: 'zh-CN',
			consent_version: ''
		});
		expect(error).toMatchObject({ code: 'PT422', message: 'consent_required' });
	});

	it('does not open a disabled account', async () => {
		const hash = nextHash();
		const { accountId } = await redeem((await request(hash)).challenge);
		await sql`update private.accounts set disabled_at = now() where id = ${accountId}`;
		expect((await redeem((await request(hash)).challenge)).outcome).toBe('account_disabled');
	});
});

describe('asking for codes', () => {
	beforeEach(async () => void (await sql`delete from private.attempts`));

	it('is capped for a number, also in a burst', async () => {
		const hash = nextHash();
		const refusals = (await times(12, () => request(hash, randomUUID()))).map(({ refusal }) => refusal);
		expect(refusals.filter((refusal) => refusal === null)).toHaveLength(5);
		expect(refusals.filter((refusal) => refusal === 'code_limit_reached')).toHaveLength(7);
	});

	it('is capped for a number and a day', async () => {
		const hash = nextHash();
		await sql`insert into private.attempts (scope, key, at)
			select 'code_identifier', ${hash}, now() - interval '3 hours' from generate_series(1, 10)`;
		expect((await request(hash)).refusal).toBe('code_limit_reached');
		await sql`update private.attempts set at = now() - interval '25 hours'`;
		expect((await request(hash)).refusal).toBeNull();
	});

	it('is capped for a network', async () => {
		await sql`insert into private.attempts (scope, key)
			select 'code_network', 'one network' from generate_series(1, 60)`;
		expect((await request(nextHash(), 'one network')).refusal).toBe('network_limit_reached');
		expect((await request(nextHash(), 'another network')).refusal).toBeNull();
	});

	it('leaves no message behind when it is refused', async () => {
		const hash = nextHash();
		await sql`insert into private.attempts (scope, key)
			select 'code_identifier', ${hash} from generate_series(1, 5)`;
		await request(hash);
		expect(await sql`select from private.outbox where recipient = ${`sealed ${hash}`}`).toHaveLength(0);
	});

	it('queues the message with the code, ahead of bulk mail', async () => {
		const hash = nextHash();
		await request(hash);
		const [job] = await sql`
			select j.priority from graphile_worker.jobs j join private.outbox o on j.key = 'send_message:' || o.id
			where o.recipient = ${`sealed ${hash}`}`;
		expect(job?.priority).toBeLessThan(0);
	});
});

describe('a session', () => {
	async function signIn() {
		const { accountId } = await redeem((await request(nextHash())).challenge);
		const session = hex(randomUUID());
		await service.rpc('open_session', { session, account: accountId ?? '', device: 'Firefox' });
		return { session, accountId: accountId ?? '' };
	}
	const context = async (session: string) =>
		(await service.rpc('session_contexts', { session_ids: [session] })).data?.[0];

	it('says who is there and which roles they hold, in one question', async () => {
		const { session, accountId } = await signIn();
		expect(await context(session)).toMatchObject({ account_id: accountId, kind: 'resident', roles: [] });
	});

	it('ends after the idle time, and at the absolute end however busy it was', async () => {
		const idle = await signIn();
		await sql`update private.sessions set expires_at = now() - interval '1 second' where id = ${idle.session}`;
		expect(await context(idle.session)).toBeUndefined();

		const busy = await signIn();
		await sql`update private.sessions set last_seen_at = now() - interval '1 hour',
			expires_at = now() + interval '1 minute', ends_at = now() + interval '2 minutes' where id = ${busy.session}`;
		await context(busy.session);
		const [row] =
			await sql`select expires_at = ends_at as capped from private.sessions where id = ${busy.session}`;
		expect(row?.capped).toBe(true);
		await sql`update private.sessions set expires_at = now(), ends_at = now() where id = ${busy.session}`;
		expect(await context(busy.session)).toBeUndefined();
	});

	it('shows shared pages what is a resident’s own, in the order asked, and moves idle time on', async () => {
		const [supporter, over, other] = [await signIn(), await signIn(), await signIn()];
		const ask = async (sessions: string[], issues: number[]) =>
			(await service.rpc('resident_parts', { session_ids: sessions, issue_ids: issues })).data?.sort(
				(a, b) => a.ord - b.ord
			);
		const world = await buildWorld(stack);
		const [{ id }, { id: unsupported }] = [await world.publishedIssue(), await world.publishedIssue()];
		await world.vote(id, [supporter.accountId]);
		await service.rpc('close_session', { session: over.session });
		await sql`update private.sessions set last_seen_at = now() - interval '1 hour' where id = ${other.session}`;
		expect(
			await ask([supporter.session, over.session, hex('nobody'), other.session], [unsupported, id])
		).toEqual([
			{ ord: 1, unread: 0, supported: [id] },
			{ ord: 4, unread: 0, supported: [] }
		]);
		const [row] = await sql`
			select last_seen_at > now() - interval '1 minute' as seen from private.sessions where id = ${other.session}`;
		expect(row?.seen).toBe(true);
		await sql`update private.accounts set disabled_at = now() where id = ${other.accountId}`;
		expect(await ask([other.session], [id])).toEqual([]);
		const officer = { account: await world.staff('officer'), session: hex('officer') };
		await service.rpc('open_session', { ...officer, device: 'Firefox' });
		expect(await ask([officer.session], [id])).toEqual([]);
	});

	it('is ended by its owner only', async () => {
		const [mine, yours] = [await signIn(), await signIn()];
		await stack.clientFor({ account: yours.accountId }).rpc('end_my_session', { session: mine.session });
		expect(await context(mine.session)).toBeDefined();
		await stack.clientFor({ account: mine.accountId }).rpc('end_my_session', { session: mine.session });
		expect(await context(mine.session)).toBeUndefined();
	});

	it('cannot be opened for a disabled account', async () => {
		const { accountId } = await signIn();
		await sql`update private.accounts set disabled_at = now() where id = ${accountId}`;
		const { error } = await service.rpc('open_session', {
			session: hex('x'),
			account: accountId,
			device: ''
		});
		expect(error?.message).toBe('account_disabled');
	});

	it('must be confirmed anew before the phone changes, and a number of somebody else is refused', async () => {
		const taken = nextHash();
		await redeem((await request(taken)).challenge);
		const { session, accountId } = await signIn();
		const change = (hash: string, challenge: string) =>
			service.rpc('request_change', {
				challenge,
				account: accountId,
				session,
				kind: 'phone',
				hash,
				value: 'sealed',
				code_hash: 'right',
				network: 'network',
				subject: '',
				body: '',
				locale: 'zh-CN'
			});
		const finish = async (challenge: string) =>
			(
				await service.rpc('redeem_change', {
					challenge,
					account: accountId,
					session,
					code_hash: 'right',
					subject: '',
					body: ''
				})
			).data;
		await sql`update private.sessions set confirmed_at = now() - interval '11 minutes' where id = ${session}`;
		expect((await change(nextHash(), randomUUID())).error?.message).toBe('confirm_first');

		await sql`update private.sessions set confirmed_at = now() where id = ${session}`;
		const [stolen, own] = [randomUUID(), randomUUID()];
		expect((await change(taken, stolen)).error).toBeNull();
		expect(await finish(stolen)).toBe('identifier_taken');
		const next = nextHash();
		await change(next, own);
		expect(await finish(own)).toBe('ok');
		expect(await countOf('phone', next)).toBe(1);
		const told = await sql`select from private.outbox where kind = 'identifier_changed'`;
		expect(told).toHaveLength(1);
	});
});
