import { describe, expect, test } from 'vitest';
import { moderationIn } from '../support/moderation.ts';
import { openStack } from '../support/stack.ts';
import { buildWorld, callAs, codeOf } from '../support/world.ts';

const stack = await openStack();
const { sql } = stack;
const world = await buildWorld(stack);
const intake = await world.staff('intake_officer');
const { redactBody } = moderationIn(sql, world);

interface Answer {
	upto: string;
	today: string;
	is_gap: boolean;
	changes: string[][];
}
async function since(seen: string | null): Promise<Answer> {
	const [answer] = await callAs(
		sql,
		'service',
		(as) => as<Answer[]>`select * from public.changes_since(${seen})`
	);
	if (!answer) throw new Error('no answer');
	return answer;
}

/** What is announced while something happens. */
async function changesOf(happens: () => Promise<unknown>): Promise<string[][]> {
	const { upto } = await since(null);
	await happens();
	return (await since(upto)).changes;
}
const topicsOf = async (happens: () => Promise<unknown>) => new Set((await changesOf(happens)).flat());

describe('a reader of public changes', () => {
	test('starts with a gap, and then hears each change once', async () => {
		const first = await since(null);
		expect(first.is_gap).toBe(true);
		await sql`select private.announce_change('{figures}')`;
		const second = await since(first.upto);
		expect(second).toMatchObject({ is_gap: false, changes: [['figures']] });
		expect((await since(second.upto)).changes).toEqual([]);
	});

	test('misses nothing of a transaction that began first and commits last', async () => {
		const early = await sql.reserve();
		try {
			let { upto } = await since(null);
			const heard: string[][] = [];
			const hear = async () => {
				const answer = await since(upto);
				expect(answer.is_gap).toBe(false);
				({ upto } = answer);
				heard.push(...answer.changes);
			};
			await early`begin`;
			await early`select private.announce_change('{early}')`;
			await hear();
			await sql`select private.announce_change('{late}')`;
			await hear();
			expect(heard).toEqual([['late']]);
			await sql`select private.announce_change('{later}')`;
			await early`commit`;
			await hear();
			await hear();
			expect(heard.map(String).sort()).toEqual(['early', 'late', 'later']);
		} finally {
			early.release();
		}
	});

	test('misses nothing and hears nothing twice while many write and some take their time', async () => {
		let { upto } = await since(null);
		const heard: string[] = [];
		const hear = async () => {
			const answer = await since(upto);
			({ upto } = answer);
			heard.push(...answer.changes.flat());
		};
		let writing = true;
		const reader = (async () => {
			while (writing) await hear();
		})();
		await Promise.all(
			Array.from({ length: 120 }, (_, n) =>
				sql.begin(async (as) => {
					await as`select private.announce_change(${[`n${n}`]})`;
					if (n % 7 === 0) await as`select pg_sleep(${(n % 5) / 50})`;
					if (n % 11 === 0) throw new Error('rolled back');
				})
			).map((run) => run.catch(() => undefined))
		);
		writing = false;
		await reader;
		await hear();
		const committed = Array.from({ length: 120 }, (_, n) => n).filter((n) => n % 11 !== 0);
		expect(heard.sort()).toEqual(committed.map((n) => `n${n}`).sort());
	});

	test('is told of a gap after too many changes, and before another database', async () => {
		const { upto } = await since(null);
		await sql`insert into private.public_changes (topics) select array['n' || n] from generate_series(1, 2001) n`;
		expect(await since(upto)).toMatchObject({ is_gap: true, changes: [] });
		expect(await since('900000000:900000000:')).toMatchObject({ is_gap: true, changes: [] });
	});

	test('finds them by their index, however many are kept', async () => {
		await sql`insert into private.public_changes (topics) select array['n' || n] from generate_series(1, 20000) n`;
		await sql`analyze private.public_changes`;
		// As long as another spec file on this server has an older transaction open, all of them could be unread.
		await expect
			.poll(
				() => sql`
					select pg_snapshot_xmin(pg_current_snapshot()) > max(number) as are_read from private.public_changes`,
				{ timeout: 20_000 }
			)
			.toEqual([{ are_read: true }]);
		const { upto } = await since(null);
		await sql`select private.announce_change('{figures}')`;
		const [before, after] = await sql.begin(async (as) => {
			const scans = async () => {
				const [row] = await as<{ seq: number; idx: number }[]>`
					select seq_scan::int as seq, idx_scan::int as idx from pg_stat_xact_user_tables where relname = 'public_changes'`;
				return row ?? { seq: 0, idx: 0 };
			};
			const then = await scans();
			await as`select * from private.changes_since(${upto})`;
			return [then, await scans()];
		});
		expect(after.seq).toBe(before.seq);
		expect(after.idx).toBeGreaterThan(before.idx);
	});

	test('is the service alone', async () => {
		for (const who of ['anon', intake]) {
			expect(await codeOf(callAs(sql, who, (as) => as`select public.changes_since()`))).toMatch(
				/permission denied/
			);
			expect(await codeOf(callAs(sql, who, (as) => as`select private.announce_change('{a}')`))).toMatch(
				/permission denied/
			);
		}
	});
});

test('the worker drops what every instance has read long ago', async () => {
	await sql`insert into private.public_changes (topics, at) values ('{old}', now() - interval '6 minutes')`;
	await sql`insert into private.public_changes (topics, at) values ('{young}', now() - interval '4 minutes')`;
	await sql`select private.prune_public_changes()`;
	const left = await sql<{ topics: string[] }[]>`select topics from private.public_changes`;
	const topics = left.flatMap((row) => row.topics);
	expect(topics).toContain('young');
	expect(topics).not.toContain('old');
});

test('who announces waits for nobody, and nobody waits for them', async () => {
	const [one, other] = [await sql.reserve(), await sql.reserve()];
	try {
		for (const connection of [one, other]) {
			await connection`begin`;
			await connection`set local lock_timeout = '200ms'`;
			await connection`select private.announce_change('{lists}')`;
		}
		await other`commit`;
		await one`commit`;
	} finally {
		one.release();
		other.release();
	}
});

describe('acts announce', () => {
	test('nothing while an issue is not public', async () => {
		expect(await changesOf(() => world.issue())).toEqual([]);
	});

	test('a publication, with the lists that the issue enters', async () => {
		const { id } = await world.issue();
		const changes = await changesOf(() =>
			callAs(sql, intake, (as) => as`select public.publish_issue(${id}, 1)`)
		);
		const { city, county, town } = world.regions;
		const entered = changes.find((topics) => topics.includes('changed:listed'));
		expect(entered).toEqual(
			expect.arrayContaining([
				'issues',
				`issue:${id}`,
				'category:other',
				'status:published',
				`region:${city}`,
				`region:${county}`,
				`region:${town}`
			])
		);
		expect(entered).not.toContain(`region:${world.regions.other}`);
	});

	test('an assignment, with what it was and what it is, and the desk of the department', async () => {
		const { id } = await world.publishedIssue();
		const changes = await changesOf(() =>
			callAs(sql, intake, (as) => as`select public.assign_issue(${id}, 'water')`)
		);
		const moved = changes.filter((topics) => topics.includes('changed:status'));
		expect(moved.some((topics) => topics.includes('status:published'))).toBe(true);
		expect(moved.some((topics) => topics.includes('status:assigned'))).toBe(true);
		expect(changes.some((topics) => topics.includes('desk') && topics.includes('department:water'))).toBe(
			true
		);
		expect(changes.flat()).not.toContain('changed:listed');
		// A transaction says the same once.
		expect(new Set(changes.map(String)).size).toBe(changes.length);
	});

	test('an answer and its words', async () => {
		const { id } = await world.assignedIssue();
		const topics = await topicsOf(() => world.answer(id));
		for (const topic of [`issue:${id}`, 'changed:answered', 'changed:text', 'desk', 'department:water']) {
			expect(topics).toContain(topic);
		}
		expect(topics).not.toContain('at_once');
	});

	test('that a passage is hidden, and that an issue is public no longer, at once', async () => {
		const { id, author } = await world.publishedIssue();
		const hidden = await topicsOf(() => redactBody(intake, id, '［已隐去］三天没有水了', '家里'));
		expect(hidden).toContain(`issue:${id}`);
		expect(hidden).toContain('at_once');
		const withdrawn = await changesOf(() =>
			callAs(sql, author, (as) => as`select public.withdraw_issue(${id})`)
		);
		const left = withdrawn.find((topics) => topics.includes('changed:listed'));
		expect(left).toEqual(expect.arrayContaining([`issue:${id}`, 'at_once', 'status:published']));
	});

	test('votes by the batch', async () => {
		const [{ id: one }, { id: other }] = [await world.publishedIssue(), await world.publishedIssue()];
		const voters = await world.residents(3);
		const changes = await changesOf(() =>
			callAs(
				sql,
				'service',
				(as) => as`select public.cast_votes(${[one, other, one]}::bigint[], ${voters}::uuid[])`
			)
		);
		expect(changes).toHaveLength(1);
		const topics = ['votes', `votes:${one}`, `votes:${other}`];
		expect([...(changes[0] ?? [])].sort()).toEqual(topics.sort());
		// Several batches are told as one.
		const batches = await changesOf(async () => {
			for (const issue of [one, other, one]) await world.vote(issue, await world.residents(2));
		});
		expect(batches.map((batch) => [...batch].sort())).toEqual([topics]);
	});
});
