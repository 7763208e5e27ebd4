import { spawn } from 'node:child_process';
import { chmodSync, cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import postgres from 'postgres';
import { afterAll, describe, expect, it } from 'vitest';
import { root } from '../../supabase/local/config.ts';
import { freePort, stopChild } from '../../supabase/local/processes.ts';
import { readRunning } from '../../supabase/local/running.ts';
import { newVisitor, openBrowser } from '../support/browser.ts';
import { shareTown } from '../support/shared.ts';
import { signInAll } from '../support/voters.ts';

// A developer's own copy of the sources, in which `npm run dev` runs.
const sources = [
	'messages',
	'package.json',
	'package-lock.json',
	'project.inlang/settings.json',
	'src',
	'static'
];
const settings = ['supabase', 'svelte.config.js', 'tools', 'tsconfig.json', 'vite.config.ts'];
const folder = mkdtempSync(path.join(tmpdir(), 'dianti-developing-'));
// PostgreSQL may run as another user.
chmodSync(folder, 0o711);
for (const name of [...sources, ...settings])
	cpSync(path.join(root, name), path.join(folder, name), { recursive: true });
symlinkSync(path.join(root, 'node_modules'), path.join(folder, 'node_modules'));

const dataDir = path.join(folder, '.data/dev');
const port = await freePort();
const url = `http://127.0.0.1:${port}`;
const { NODE_ENV: _, VITEST: __, ...env } = process.env;
const dev = spawn(process.execPath, ['tools/dev.mjs'], {
	cwd: folder,
	env: { ...env, PORT: String(port), DATA_DIR: dataDir }
});
let output = '';
for (const stream of [dev.stdout, dev.stderr]) stream.on('data', (chunk) => (output += chunk));
afterAll(async () => {
	await stopChild(dev, 20_000);
	rmSync(folder, { recursive: true, force: true });
});
const [production, browser] = await Promise.all([shareTown(), openBrowser(), says(/is at http/, 90_000)]);

async function says(pattern: RegExp, patience = 15_000): Promise<void> {
	for (const began = Date.now(); !pattern.test(output); await sleep(20)) {
		const isOver = Date.now() - began > patience || dev.exitCode !== null;
		if (isOver) throw new Error(`npm run dev did not say ${pattern}, but:\n${output}`);
	}
}

function edit(file: string, change: (text: string) => string): void {
	const target = path.join(folder, file);
	writeFileSync(target, change(readFileSync(target, 'utf8')));
}

const database = () => postgres(readRunning(dataDir).DATABASE_URL, { max: 1, onnotice: () => undefined });

describe('npm run dev', () => {
	it('shows an edited sentence in the open page, in a component as in the messages', async () => {
		const { page, leave } = await newVisitor(browser, { baseURL: url });
		await page.goto('/about/numbers');
		edit('src/routes/(public)/about/numbers/+page.svelte', (text) => `${text}\n<p>A sentence more.</p>\n`);
		await page.getByText('A sentence more.').waitFor({ timeout: 5_000 });

		const heading = await page.locator('h1').innerText();
		edit('messages/zh-CN.json', (text) => text.replaceAll(`"${heading}"`, '"另一个标题"'));
		await page.getByRole('heading', { name: '另一个标题' }).waitFor({ timeout: 5_000 });
		await leave();
	});

	it('applies an edited migration to a fresh copy, and stays at the former one when it fails', async () => {
		const former = database();
		await former`create table public.left_by_the_developer ()`;
		await former.end();
		const file = 'supabase/migrations/20261101001710_supervision.sql';
		const before = readFileSync(path.join(folder, file), 'utf8');
		edit(
			file,
			(text) => `${text}\ncreate function public.answer() returns int language sql as 'select 42';\n`
		);
		await says(/Migrations applied/);
		expect((await fetch(url)).status).toBe(200);
		const sql = database();
		const [now] = await sql`
			select public.answer(), to_regclass('public.left_by_the_developer') as former, count(*)::int as issues from public.issues`;
		const [issues] = await production.sql`select count(*)::int as count from public.issues`;
		expect(now).toEqual({ answer: 42, former: null, issues: issues?.count });

		edit(file, () => `${before}\ncreate tabel mistaken ();\n`);
		await says(/_supervision\.sql:\d+: syntax error at or near "tabel"/);
		expect((await sql`select public.answer()`)[0]).toEqual({ answer: 42 });
		await sql.end();
	});

	it.each(['/about/privacy', '/en', '/issues'])('answers %s as production does', async (address) => {
		const [ours, theirs] = await Promise.all(
			[url, production.url].map((origin) => readTwice(origin + address))
		);
		expect(ours).toEqual(theirs);
	});

	it('answers a vote as production does', async () => {
		const sql = database();
		const [ours, theirs] = await Promise.all([votes(url, sql), votes(production.url, production.sql)]);
		await sql.end();
		expect(ours).toEqual(theirs);
		expect(ours?.map(({ status }) => status)).toEqual([200, 200, 200, 200, 403]);
	});

	it('ends all that it started', async () => {
		const { DATABASE_URL, SUPABASE_URL } = readRunning(dataDir);
		await stopChild(dev, 20_000);
		for (const address of [
			url,
			SUPABASE_URL,
			DATABASE_URL.replace(/^postgresql:/, 'http:').replace(/\/\/.*@/, '//')
		])
			await expect(fetch(address), address).rejects.toThrow();
	});
});

/** What differs from build to build or from moment to moment. */
const own = ['date', 'etag', 'content-length', 'content-security-policy', 'link', 'connection', 'keep-alive'];

/** A page for everybody, and what is answered to a browser that has it. */
async function readTwice(address: string) {
	const first = await fetch(address);
	const text = (await first.text()).replace(/^[^]*<main/, '<main').replace(/<\/main>[^]*$/, '');
	const etag = first.headers.get('etag') ?? '';
	const second = await fetch(address, { headers: { 'if-none-match': etag } });
	return {
		status: first.status,
		headers: Object.fromEntries([...first.headers].filter(([name]) => !own.includes(name))),
		words: text
			.replace(/<script[^]*?<\/script>|<style[^]*?<\/style>|<!--[^]*?-->/g, '')
			.replace(/<[^>]*>/g, ' ')
			.split(/\s+/),
		again: second.status
	};
}

/** The support button pressed by a resident, again, withdrawn, by nobody, and from another site. */
async function votes(origin: string, sql: postgres.Sql) {
	const [row] = await sql<{ issue: number; resident: string }[]>`
		select i.id::int as issue, a.id as resident
		from public.issues i join private.issue_origins o on o.issue_id = i.id, private.accounts a
		where i.is_public and i.status = 'published' and a.kind = 'resident' and a.id is distinct from o.author_id
			and not exists (select from private.votes v where v.issue_id = i.id and v.account_id = a.id)
		order by i.id limit 1`;
	if (!row) throw new Error('Everybody has voted for everything.');
	const [voter] = await signInAll(sql, [row.resident]);
	const press = async (act: string, headers: Record<string, string>) => {
		const answer = await fetch(`${origin}/issues/${row.issue}?/${act}`, {
			method: 'POST',
			headers: {
				origin,
				'x-sveltekit-action': 'true',
				'content-type': 'application/x-www-form-urlencoded',
				...headers
			},
			body: ''
		});
		const kept = [...answer.headers].filter(([name]) => !own.includes(name));
		// Another site is refused by SvelteKit when built, by our own hook under Vite.
		if (answer.status === 403) return { status: 403 };
		return { status: answer.status, headers: Object.fromEntries(kept), body: await answer.text() };
	};
	const signedIn = { cookie: voter?.cookie ?? '' };
	const answers = [];
	for (const act of ['vote', 'vote', 'withdrawVote']) answers.push(await press(act, signedIn));
	answers.push(await press('vote', { cookie: 'session=unknown' }));
	answers.push(await press('vote', { ...signedIn, origin: 'http://elsewhere.example' }));
	return answers;
}
