import fc from 'fast-check';
import { expect, test } from 'vitest';
import { atSize } from '../support/sampling.ts';
import { openStack } from '../support/stack.ts';
import { buildWorld, callAs, codeOf } from '../support/world.ts';

const stack = await openStack();
const { sql } = stack;
const world = await buildWorld(stack);
const intake = await world.staff('intake_officer', { region: world.regions.city });

const merge = (issue: number, into: number) =>
	callAs(sql, intake, (as) => as`select public.merge_issue(${issue}, ${into}, '同一件事')`);
const unmerge = (issue: number) =>
	callAs(sql, intake, (as) => as`select public.unmerge_issue(${issue}, '其实是两件事')`);
const withdraw = (issue: number, account: string) =>
	callAs(
		sql,
		'service',
		(as) => as`select public.withdraw_votes(${[issue]}::bigint[], ${[account]}::uuid[])`
	);
const follow = (issue: number, account: string, wanted: boolean) =>
	callAs(sql, account, (as) => as`select public.follow_issue(${issue}, ${wanted})`);

let clock = Date.now();
async function later(milliseconds = 1000) {
	clock += milliseconds;
	await stack.freezeClock(new Date(clock));
}

/** Who supports and who follows an issue by the rows, beside what is shown. */
async function support(issue: number) {
	const [row] = await sql<{ votes: number; follows: number; voters: string[]; followers: string[] }[]>`
		select c.votes, c.follows,
			array(select v.account_id from private.votes v where v.issue_id = c.issue_id and v.state = 'active' order by 1) as voters,
			array(select f.account_id from private.follows f where f.issue_id = c.issue_id and f.is_active order by 1) as followers
		from public.issue_counters c where c.issue_id = ${issue}`;
	return row ?? { votes: -1, follows: -1, voters: [], followers: [] };
}

const someIssues = () => Promise.all(Array.from({ length: 4 }, () => world.publishedIssue()));

/** What people gave to which issue themselves, and which issue goes on in which: the rule, without a database. */
class Model {
	readonly given: Set<string>[];
	readonly into: (number | null)[];
	readonly authors: string[];
	constructor(authors: string[]) {
		this.authors = authors;
		this.given = authors.map(() => new Set<string>());
		this.into = authors.map(() => null);
	}
	/** The issue and all that goes on in it. */
	tree(issue: number): number[] {
		return [issue, ...this.into.flatMap((into, child) => (into === issue ? this.tree(child) : []))];
	}
	shown(issue: number): string[] {
		if (this.into[issue] !== null) return [];
		const all = new Set(this.tree(issue).flatMap((one) => [...(this.given[one] ?? [])]));
		all.delete(this.authors[issue] ?? '');
		return [...all].sort();
	}
	give(issue: number, who: string) {
		if (this.into[issue] !== null || this.shown(issue).includes(who) || this.authors[issue] === who) return;
		this.given[issue]?.add(who);
	}
	takeBack(issue: number, who: string) {
		if (!this.shown(issue).includes(who)) return;
		for (const one of this.tree(issue)) this.given[one]?.delete(who);
	}
	mayMerge(issue: number, into: number) {
		return issue !== into && this.into[issue] === null && this.into[into] === null;
	}
}

const step = fc.record({
	act: fc.constantFrom('vote', 'vote', 'withdraw', 'merge', 'merge', 'unmerge'),
	issue: fc.nat(3),
	other: fc.nat(3),
	who: fc.nat(3)
});

test(
	'whatever is voted, withdrawn, merged and undone: one vote per person, and everybody gets back what is theirs',
	{ tags: ['sampled'] },
	async () => {
		await fc.assert(
			fc.asyncProperty(fc.array(step, { minLength: 8, maxLength: 24 }), async (history) => {
				const issues = await someIssues();
				// The authors vote too, for the issues of the others.
				const people = [...(await world.residents(2)), issues[0]?.author ?? '', issues[1]?.author ?? ''];
				const votes = new Model(issues.map(({ author }) => author));
				for (const { act, issue, other, who } of history) {
					await later();
					const [id = 0, otherId = 0] = [issues[issue]?.id, issues[other]?.id];
					const person = people[who] ?? '';
					if (act === 'vote') {
						await world.vote(id, [person]);
						votes.give(issue, person);
					} else if (act === 'withdraw') {
						await withdraw(id, person);
						votes.takeBack(issue, person);
					} else if (act === 'merge') {
						const outcome = await codeOf(merge(id, otherId));
						expect(outcome === 'accepted', outcome).toBe(votes.mayMerge(issue, other));
						if (outcome === 'accepted') votes.into[issue] = other;
					} else {
						const outcome = await codeOf(unmerge(id));
						expect(outcome === 'accepted', outcome).toBe(votes.into[issue] !== null);
						votes.into[issue] = null;
					}
					for (const [place, one] of issues.entries()) {
						const found = await support(one.id);
						expect(found.votes).toBe(found.voters.length);
						expect(found.voters).toEqual(votes.shown(place));
					}
				}
			}),
			{ numRuns: atSize(15, 120) }
		);
	}
);

test('follows move and come back like votes, and both sides are told', async () => {
	const [one, other] = await someIssues();
	const [of1 = '', of2 = '', both = '', quitter = ''] = await world.residents(4);
	for (const who of [of1, both, quitter]) await follow(one?.id ?? 0, who, true);
	for (const who of [of2, both]) await follow(other?.id ?? 0, who, true);
	await later();
	await merge(one?.id ?? 0, other?.id ?? 0);
	expect(await support(other?.id ?? 0)).toMatchObject({ follows: 4 });
	const news = (who: string) =>
		callAs(sql, who, async (as) => {
			const rows = await as<{ kind: string }[]>`select kind from public.my_news() where is_new`;
			return rows.map(({ kind }) => kind);
		});
	expect(await news(of1)).toContain('merged');
	expect(await news(of2)).toContain('merged_in');
	await later();
	await follow(other?.id ?? 0, quitter, false);
	await later();
	await unmerge(one?.id ?? 0);
	expect((await support(one?.id ?? 0)).followers).toEqual([of1, both].sort());
	expect((await support(other?.id ?? 0)).followers).toEqual([of2, both].sort());
	expect(await news(of1)).toContain('unmerged');
	expect(await news(of2)).toContain('split_off');
});

test('an undo brings back the status and the clocks, without the days in between', async () => {
	const [target] = await someIssues();
	const issue = await world.assignedIssue();
	await world.answer(issue.id);
	const clocks = () =>
		sql`select kind, met_at is null and ended_at is null as runs, due_at from public.clocks where issue_id = ${issue.id} order by id`;
	const before = await clocks();
	await merge(issue.id, target?.id ?? 0);
	expect((await clocks()).filter(({ runs }) => runs)).toEqual([]);
	await later(3 * 86_400_000);
	const version = sql`(select version from public.issues where id = ${issue.id})`;
	const publish = callAs(sql, intake, (as) => as`select public.publish_issue(${issue.id}, ${version})`);
	expect(await codeOf(publish)).toBe('status_not_allowed');
	const assign = callAs(sql, intake, (as) => as`select public.assign_issue(${issue.id}, 'roads')`);
	expect(await codeOf(assign)).toBe('status_not_allowed');
	await unmerge(issue.id);
	expect(await world.statusOf(issue.id)).toBe('answered');
	const after = await clocks();
	expect(after.map(({ runs }) => runs)).toEqual(before.map(({ runs }) => runs));
	const running = after.findIndex(({ runs }) => runs);
	expect(after[running]?.due_at - before[running]?.due_at).toBe(3 * 86_400_000);
});

test('an undo is refused after thirty days, to others, in other regions and twice', async () => {
	const [one, two, last] = await someIssues();
	const [a = 0, b = 0, c = 0] = [one?.id, two?.id, last?.id];
	await merge(a, c);
	await merge(b, c);
	const elsewhere = await world.staff('intake_officer', { region: world.regions.other });
	for (const who of [elsewhere, await world.resident(), await world.staff('officer')]) {
		expect(await codeOf(callAs(sql, who, (as) => as`select public.unmerge_issue(${a})`))).toBe(
			'role_required'
		);
		expect(await codeOf(callAs(sql, who, (as) => as`select public.preview_merge(${c}, ${a})`))).toBe(
			'role_required'
		);
	}
	expect(await codeOf(unmerge(c))).toBe('status_not_allowed');
	await unmerge(a);
	expect(await codeOf(unmerge(a))).toBe('status_not_allowed');
	await later(32 * 86_400_000);
	expect(await codeOf(unmerge(b))).toBe('merge_undo_expired');
});

test('an author who withdraws what others were merged into leaves it to them', async () => {
	const [one, other] = await someIssues();
	await merge(one?.id ?? 0, other?.id ?? 0);
	const [row] = await callAs(
		sql,
		other?.author ?? '',
		(as) => as`select public.withdraw_issue(${other?.id ?? 0}) as outcome`
	);
	expect(row?.outcome).toBe('anonymised');
	expect(await world.statusOf(other?.id ?? 0)).toBe('published');
});

test('a preview says how much would move and how many support both', async () => {
	const [one, other] = await someIssues();
	const [both = '', onlyOne = ''] = await world.residents(2);
	await world.vote(one?.id ?? 0, [both, onlyOne]);
	await world.vote(other?.id ?? 0, [both]);
	await follow(one?.id ?? 0, onlyOne, true);
	const [found] = await callAs(
		sql,
		intake,
		(as) => as`select * from public.preview_merge(${one?.id ?? 0}, ${other?.id ?? 0})`
	);
	expect(found).toMatchObject({
		carried_votes: 2,
		both_votes: 1,
		carried_follows: 1,
		both_follows: 0,
		votes: 1
	});
	expect(await codeOf(merge(one?.id ?? 0, one?.id ?? 0))).toBe('merge_into_itself');
});

test('merges at once, in both directions and beside votes, end in order', async () => {
	await stack.freezeClock(null);
	for (let round = 0; round < 4; round += 1) {
		const issues = await someIssues();
		const [a = 0, b = 0, c = 0] = issues.map(({ id }) => id);
		const voters = await world.residents(8);
		const outcomes = await Promise.all([
			codeOf(merge(a, b)),
			codeOf(merge(b, a)),
			codeOf(merge(c, b)),
			...voters.map((voter) => codeOf(world.vote(a, [voter]))),
			...voters.map((voter) => codeOf(world.vote(b, [voter])))
		]);
		expect(outcomes.slice(0, 2).sort()).toEqual(['accepted', 'merge_target_invalid']);
		expect(outcomes.slice(3).filter((outcome) => outcome !== 'accepted')).toEqual([]);
		const [gone, left] = (await world.statusOf(a)) === 'merged' ? [a, b] : [b, a];
		await Promise.all([unmerge(gone), ...voters.map((voter) => world.vote(left, [voter]))]);
		for (const id of [a, b, c]) {
			const found = await support(id);
			expect(found.votes).toBe(found.voters.length);
		}
		// Whoever asked before the undo was counted already, by the vote that went back.
		const both = [...(await support(left)).voters, ...(await support(gone)).voters];
		expect(new Set(both).size).toBe(voters.length);
	}
});
