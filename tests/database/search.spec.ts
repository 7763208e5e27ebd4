import { describe, expect, test } from 'vitest';
import { prepareLetter } from '../../src/lib/text/prepare.server.ts';
import { cutWords } from '../../src/lib/text/words.server.ts';
import { openStack } from '../support/stack.ts';
import { buildWorld, callAs } from '../support/world.ts';

const stack = await openStack();
const { sql } = stack;
const world = await buildWorld(stack);

/** A published issue with these words. */
async function told(title: string, body: string, { region = world.regions.town, votes = 0 } = {}) {
	const { id } = await world.publishedIssue();
	const { tokens } = prepareLetter({ title, body });
	await sql`update public.issues set title = ${title}, body = ${body}, tokens = ${tokens}, region_id = ${region},
		path = (select path from public.regions where id = ${region}) where id = ${id}`;
	await sql`update public.issue_counters set votes = ${votes} where issue_id = ${id}`;
	return id;
}
interface Found {
	id: number;
	excerpt: string;
	sort_value: string;
	is_from_answer: boolean;
}
const search = (phrase: string, rest: { region?: number; after?: Found | undefined; size?: number } = {}) =>
	callAs(
		sql,
		'anon',
		(as) => as<Found[]>`select id::int, excerpt, sort_value, is_from_answer from public.search_issues(
			${cutWords(phrase)}::text[], ${phrase}, ${rest.size ?? 20}, ${rest.after ? Number(rest.after.sort_value) : null},
			${rest.after?.id ?? null}, ${rest.region ?? null})`
	);
const idsOf = async (...asked: Parameters<typeof search>) => (await search(...asked)).map(({ id }) => id);

const body = await told('小区里的事', '三号楼的电梯从上个月坏到现在。');
const title = await told('电梯坏了没人修', '老人上下楼很不方便。');
const both = await told('三号楼电梯坏了', '电梯坏了一个月，没有人来。', { region: world.regions.other });
const answered = await world.assignedIssue();
await world.answer(answered.id, { text: '充电桩已列入今年的建设计划。' });
await sql`update public.responses set tokens = ${cutWords('充电桩已列入今年的建设计划。')} where issue_id = ${answered.id}`;
await sql`select private.refresh_search_words()`;

describe('a search', () => {
	test('gives the best match first: title before text, the phrase before its words', async () => {
		expect(await idsOf('电梯坏了')).toEqual([title, both].sort((a, b) => b - a));
		expect(await idsOf('电梯')).toEqual([both, title, body]);
		expect(await idsOf('电梯', { region: world.regions.town })).toEqual([title, body]);
	});

	test('finds full-width forms and shows the place in the text', async () => {
		const far = await told(
			'信号不好',
			`${'这一带晚上很安静。'.repeat(20)}自从装了５Ｇ基站，手机反而没有信号。`
		);
		const [found] = await search('5G基站');
		expect(found?.id).toBe(far);
		expect(found?.excerpt).toMatch(/^….*５Ｇ基站/);
	});

	test('reads answers too, and says so', async () => {
		const [found] = await search('充电桩');
		expect(found).toMatchObject({
			id: answered.id,
			is_from_answer: true,
			excerpt: '充电桩已列入今年的建设计划。'
		});
	});

	test('pages by key, each issue once', async () => {
		const paged: number[] = [];
		for (let after: Found | undefined; ;) {
			const rows = await search('电梯', { after, size: 1 });
			after = rows[0];
			if (!after) break;
			paged.push(after.id);
		}
		expect(paged).toEqual(await idsOf('电梯'));
	});

	test('never finds what is not public', async () => {
		const { id } = await world.issue();
		await sql`update public.issues set tokens = '{保密词}' where id = ${id}`;
		expect(await idsOf('保密词')).toEqual([]);
		await sql`select private.refresh_search_words()`;
		expect(await sql`select word from private.search_words where word = '保密词'`).toEqual([]);
	});
});

test('a mistyped word is near the words there are', async () => {
	const near = await callAs(
		sql,
		'anon',
		(as) =>
			as<{ typed: string; word: string }[]>`select typed, word from public.near_words('{电剃,电梯,建没}')`
	);
	expect(near).toEqual(
		expect.arrayContaining([
			{ typed: '电剃', word: '电梯' },
			{ typed: '电梯', word: '电梯' },
			{ typed: '建没', word: '建设' }
		])
	);
});

test('two workers that count words at once wait for each other', async () => {
	const counts = await Promise.all(
		[1, 2].map(async () => (await sql<{ n: number }[]>`select private.refresh_search_words() as n`)[0]?.n)
	);
	expect(counts[0]).toBe(counts[1]);
});
