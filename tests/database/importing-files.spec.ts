import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readRows } from '$lib/importing/read-rows.ts';
import {
	importRows,
	resolveTarget,
	type ImportOptions,
	type Rejection
} from '$lib/importing/service.server.ts';
import { openStack } from '../support/stack.ts';
import { buildWorld } from '../support/world.ts';

const stack = await openStack();
const { sql } = stack;
await buildWorld(stack);
Object.assign(process.env, stack.env);
const folder = await mkdtemp(path.join(tmpdir(), 'dianti-import-'));
afterAll(() => rm(folder, { recursive: true }));

const options: ImportOptions = {
	channel: 'message_board',
	source: 'board',
	map: {},
	region: null,
	category: 'other',
	department: null,
	as: null,
	publish: false
};

async function bring(lines: (object | string)[], more: Partial<ImportOptions> = {}, signal?: AbortSignal) {
	const file = path.join(folder, 'rows.jsonl');
	await writeFile(file, lines.map((l) => (typeof l === 'string' ? l : JSON.stringify(l))).join('\n'));
	const rejected: Rejection[] = [];
	const counts = await importRows(readRows(file), await resolveTarget({ ...options, ...more }), {
		progress: () => undefined,
		reject: (rejection) => rejected.push(rejection),
		signal: signal ?? new AbortController().signal
	});
	return { ...counts, reasons: rejected.map((r) => `${r.line} ${r.reason}`) };
}

const rows = (count: number, source: string) =>
	Array.from({ length: count }, (_, i) => ({ id: i, title: `${source}的第${i}盏路灯`, body: '不亮' }));

test('an import ends with everything counted, and known to the planner', async () => {
	const before = await published();
	await bring(rows(40, '甲'), { publish: true, source: 'counted' });
	expect(await published()).toBe(before + 40);
	const [left] = await sql`
		select (select count(*) from private.changed_issues)::int as waiting,
			(select count(*)::real from public.issues) = (select reltuples from pg_class where oid = 'public.issues'::regclass) as is_analyzed`;
	expect(left).toEqual({ waiting: 0, is_analyzed: true });
});

async function published(): Promise<number> {
	const [row] = await sql<{ n: number }[]>`
		select coalesce(sum(n), 0)::int as n from private.totals t join public.regions r on r.id = t.region_id and r.parent_id is null
		where measure = 'published' and department = '' and category = '' and channel = ''`;
	return row?.n ?? 0;
}

test('good rows come in, bad ones are told apart by line and reason; a second run adds nothing', async () => {
	const file = [
		{
			id: 1,
			title: '路灯坏了没人修',
			body: '请回电13800001234',
			posted_at: '2019/7/19 18:19:54',
			likes: '3'
		},
		'{"id":2,',
		{ id: 3, title: '短', body: '正文' },
		{ id: 4, title: '时间不对的一行', body: '正文', posted_at: '昨天' },
		{ id: 1, title: '编号相同的另一行', body: '正文' },
		{ title: '没有编号的一行', body: '正文\u202e\u0000\ud800' }
	];
	const reasons = ['2 row_unreadable', '4 posted_at_unreadable', '3 title_too_short'];
	expect(await bring(file)).toMatchObject({ read: 6, added: 2, existing: 1, rejected: 3, reasons });
	expect(await bring(file)).toMatchObject({ read: 6, added: 0, existing: 3, rejected: 3, reasons });
	const [first] = await sql`
		select i.body, o.body as original, i.told_at, n.brought_along, i.status
		from public.issues i join private.issue_origins o on o.issue_id = i.id join public.issue_counters n on n.issue_id = i.id
		where i.source = 'board' and i.external_id = '1'`;
	expect(first).toEqual({
		body: '请回电［手机号已隐去］',
		original: '请回电13800001234',
		told_at: new Date('2019-07-19T10:19:54Z'),
		brought_along: 3,
		status: 'submitted'
	});
});

test('replies come along only where they can be published as somebody’s', async () => {
	const file = [{ id: 1, title: '有答复的一件事', body: '正文', reply: '您好，已于上周办结，请您查看。' }];
	expect(await bring(file, { source: 'a' })).toMatchObject({ added: 1, repliesLeftOut: 1 });
	expect(await bring(file, { source: 'b', publish: true })).toMatchObject({ added: 1, repliesLeftOut: 1 });
	expect(await bring(file, { source: 'c', publish: true, department: 'water' })).toMatchObject({
		added: 1,
		repliesLeftOut: 0
	});
	const [answered] = await sql`
		select i.status, r.is_imported from public.issues i join public.responses r on r.issue_id = i.id where i.source = 'c'`;
	expect(answered).toEqual({ status: 'answered', is_imported: true });
});

test('an import that was stopped goes on where it was', async () => {
	const stop = new AbortController();
	stop.abort();
	const first = await bring(rows(250, 'stopped'), { source: 'stopped' }, stop.signal);
	expect(first).toMatchObject({ added: 100 });
	const second = await bring(rows(250, 'stopped'), { source: 'stopped' });
	expect(second).toMatchObject({ existing: 100, added: 150 });
});

test('says which option is unknown before anything is read', async () => {
	await expect(bring([], { region: 'nowhere' })).rejects.toThrow('region_unknown');
	await expect(bring([], { department: 'nobody' })).rejects.toThrow('department_unknown');
	await expect(bring([], { category: 'nothing' })).rejects.toThrow('category_unknown');
	await expect(bring([], { as: 'nobody@nowhere.example' })).rejects.toThrow('import_account_unknown');
});
