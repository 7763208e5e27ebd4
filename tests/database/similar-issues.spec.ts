import { expect, test } from 'vitest';
import { openStack } from '../support/stack.ts';
import { buildWorld, callAs } from '../support/world.ts';

const stack = await openStack();
const { sql } = stack;
const world = await buildWorld(stack);
const intake = await world.staff('intake_officer', { region: world.regions.city });

async function titled(title: string, tokens: string[], isPublic = true): Promise<number> {
	const { id } = await (isPublic ? world.publishedIssue() : world.issue());
	await sql`update public.issues set title = ${title}, tokens = ${tokens} where id = ${id}`;
	return id;
}

const similarTo = (issue: number, account = intake) =>
	callAs(
		sql,
		account,
		(as) => as<{ id: number; title: string }[]>`select id::int, title from public.similar_issues(${issue})`
	);

test('two of the longest words of a title find its like, one does not', async () => {
	const same = await titled('幸福小区的LED路灯坏了', ['幸福小区', 'led', '路灯', '坏']);
	const place = await titled('幸福小区停水', ['幸福小区', '停水']);
	const hidden = await titled('幸福小区路灯不亮', ['幸福小区', '路灯', '不亮'], false);
	const found = await similarTo(
		await titled('幸福小区路灯又不亮', ['幸福小区', '路灯', '不亮', '已经'], false)
	);
	expect(found.map(({ id }) => id)).toEqual([same]);
	expect([place, hidden]).not.toContain(found[0]?.id);
});

test('a title of a single telling word is compared by that', async () => {
	const same = await titled('停车难得很', ['停车难']);
	expect(
		(await similarTo(await titled('这里停车难', ['停车难', '居民'], false))).map(({ id }) => id)
	).toEqual([same]);
	expect(await similarTo(await titled('？！？！？！', [], false))).toEqual([]);
});

test('whoever may not read an issue learns nothing by it', async () => {
	await titled('暖气不热', ['暖气', '不热']);
	const waiting = await titled('我家暖气不热', ['暖气', '不热'], false);
	expect(await similarTo(waiting, await world.resident())).toEqual([]);
});
