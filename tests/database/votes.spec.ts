import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openStack } from '../support/stack.ts';
import { buildWorld, callAs, codeOf } from '../support/world.ts';

const stack = await openStack();
const { sql } = stack;
const world = await buildWorld(stack);

async function counted(issue: number) {
	const [row] = await sql<{ shown: number; rows: number }[]>`
		select c.votes as shown,
			(select count(*)::int from private.votes v where v.issue_id = c.issue_id and v.state = 'active') as rows
		from public.issue_counters c where c.issue_id = ${issue}`;
	return row;
}

test('64 requests of one person at once leave one vote', async () => {
	const { id } = await world.publishedIssue();
	const voter = await world.resident();
	const outcomes = (await Promise.all(Array.from({ length: 64 }, () => world.vote(id, [voter])))).flat();
	expect(outcomes.filter((outcome) => outcome === 'counted')).toHaveLength(1);
	expect(outcomes.filter((outcome) => outcome === 'already_counted')).toHaveLength(63);
	expect(await counted(id)).toEqual({ shown: 1, rows: 1 });
});

test('one batch with the same person twice counts once, and answers in order', async () => {
	const { id, author } = await world.publishedIssue();
	const voter = await world.resident();
	expect(await world.vote(id, [voter, voter, author])).toEqual(['counted', 'already_counted', 'own_issue']);
});

test('votes and withdrawals in any order keep the count equal to the rows', async () => {
	const { id } = await world.publishedIssue();
	const voters = await world.residents(4);
	const act = fc.record({ who: fc.nat(3), withdraw: fc.boolean() });
	await fc.assert(
		fc.asyncProperty(fc.array(act, { minLength: 1, maxLength: 12 }), async (acts) => {
			await Promise.all(
				acts.map(({ who, withdraw }) =>
					callAs(
						sql,
						'service',
						(as) => as`select ${as.unsafe(withdraw ? 'public.withdraw_votes' : 'public.cast_votes')}(
							${[id]}::bigint[], ${[voters[who] ?? '']}::uuid[])`
					)
				)
			);
			const count = await counted(id);
			expect(count?.shown).toBe(count?.rows);
		}),
		{ numRuns: 25 }
	);
});

test('batches over the same issues in opposite order never wait for each other in a circle', async () => {
	const issues = await Promise.all(Array.from({ length: 6 }, async () => (await world.publishedIssue()).id));
	const voters = await world.residents(12);
	const storm = voters.map((voter, i) => {
		const order = i % 2 === 0 ? issues : issues.toReversed();
		return callAs(
			sql,
			'service',
			(as) => as`select public.cast_votes(${order}::bigint[], ${order.map(() => voter)}::uuid[])`
		);
	});
	await Promise.all(storm);
	for (const id of issues) expect(await counted(id)).toEqual({ shown: 12, rows: 12 });
});

test.each(['submitted', 'needs_info', 'rejected', 'confirmed', 'withdrawn', 'transferred'])(
	'a vote on an issue that is %s is refused',
	async (status) => {
		const { id } = await world.issue();
		await sql`update public.issues set status = ${status}::public.issue_status, rejection_reason = 'unclear' where id = ${id}`;
		expect(await world.vote(id, [await world.resident()])).toEqual(['issue_not_open']);
	}
);

test('staff, disabled and unconfirmed accounts have no vote', async () => {
	const { id } = await world.publishedIssue();
	const [disabled = '', unconfirmed = ''] = await world.residents(2);
	await sql`update private.accounts set disabled_at = now() where id = ${disabled}`;
	await sql`update private.accounts set verification = 0 where id = ${unconfirmed}`;
	const officer = await world.staff('officer');
	expect(await world.vote(id, [disabled, unconfirmed, officer])).toEqual(
		Array(3).fill('account_not_allowed')
	);
});

test('nobody but the service casts votes, and nobody reads who voted', async () => {
	const { id } = await world.publishedIssue();
	const voter = await world.resident();
	const cast = callAs(
		sql,
		voter,
		(as) => as`select public.cast_votes(${[id]}::bigint[], ${[voter]}::uuid[])`
	);
	expect(await codeOf(cast)).toContain('permission denied');
	const look = callAs(sql, 'anon', (as) => as`select account_id from private.votes`);
	expect(await codeOf(look)).toContain('permission denied');
});

test('a merge carries votes over once per person', async () => {
	const [one, other] = [await world.publishedIssue(), await world.publishedIssue()];
	const [both = '', onlyOne = ''] = await world.residents(2);
	await world.vote(one.id, [both, onlyOne, other.author]);
	await world.vote(other.id, [both]);
	const intake = await world.staff('intake_officer');
	await callAs(sql, intake, (as) => as`select public.merge_issue(${one.id}, ${other.id}, '同一件事')`);
	expect(await counted(other.id)).toEqual({ shown: 2, rows: 2 });
	expect(await counted(one.id)).toEqual({ shown: 0, rows: 0 });
	expect(await world.statusOf(one.id)).toBe('merged');
});
