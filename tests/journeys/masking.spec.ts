import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { newVisitor, hydrated, openBrowser, oneWay } from '../support/browser.ts';
import { formOf, postAction } from '../support/form-post.ts';
import { openPortal } from '../support/portal.ts';
import { postersOf, type Poster } from '../support/posters.ts';
import { signInAs } from '../support/sign-in.ts';
import { buildWorld } from '../support/world.ts';

// What is private is told in every text that somebody can write, and looked for wherever the public reads.
// Of its own, since it reads every page that a link leads to.
const portal = await openPortal({ town: 'empty', worker: false });
const { sql, url } = portal;
const world = await buildWorld(portal);
const author = await world.resident();
const cookieOf = postersOf(portal, world, author);
const browser = await openBrowser();

const secrets = [
	'138-0000-1234',
	'一五八〇〇〇〇八六五八',
	'11010519491231002X',
	'6222 0212 3456 7890 128',
	'he.mou@example.com',
	'宁A·6F2K8',
	'3栋2单元501'
];
const offices = ['0990-6620101', '400-099-8820', '12345', 'zjj@wangxi.gov.cn'];
const letter =
	`家住翠屏苑${secrets[6]}室，手机${secrets[0]}或${secrets[1]}，身份证${secrets[2]}，卡号${secrets[3]}，` +
	`邮箱${secrets[4]}，车牌${secrets[5]}。打过${offices.join('、')}。`;
const short = (place: number) => `第${place}处 ${secrets[6]}室 ${secrets[0]} ${secrets[5]}`;

async function post(who: Poster, path: string, fields: Record<string, string>): Promise<void> {
	const answer = await postAction(url + path, await cookieOf(who), formOf(fields));
	expect(answer.type, `${path} ${answer.text}`).toMatch(/success|redirect/);
}

async function tell(title: string): Promise<number> {
	await post('author', '/issues/new', {
		submission_key: randomUUID(),
		region: String(world.regions.county),
		category: 'other',
		title,
		body: letter,
		consent: 'on'
	});
	const [row] = await sql<{ id: number }[]>`select max(id)::int as id from public.issues`;
	return row?.id ?? 0;
}

const place = () => ({ region: String(world.regions.county), category: 'other' });

/** As the officer is shown it, sent back unchanged. */
async function publish(id: number): Promise<void> {
	const [copy] = await sql<
		{ title: string; body: string }[]
	>`select title, body from public.issues where id = ${id}`;
	await post('intake_officer', `/intake/${id}?/publish`, {
		version: '1',
		title: copy?.title ?? '',
		body: copy?.body ?? '',
		...place()
	});
	await post('intake_officer', `/intake/${id}?/assign`, { lead: 'water' });
}

describe('a letter with everything private in it', () => {
	let id = 0;
	beforeAll(async () => {
		id = await tell(`${short(1)} 水管爆了`);
		await publish(id);
		const other = await tell(`${short(2)} 水管又爆了`);
		await publish(other);
		await post('intake_officer', `/intake/${other}?/merge`, {
			remaining: String(id),
			merge_reason: short(3)
		});
		await post('officer', `/desk/${id}?/progress`, { progress: `${short(4)}已上门` });
		await post('department_lead', `/desk/${id}?/save`, { version: '0', round: '1', body: letter });
		await post('department_lead', `/desk/${id}?/publish`, { version: '1', round: '1', body: letter });
		await post('department_lead', `/desk/${id}?/commit`, {
			measure: short(5),
			owner: short(6),
			due_on: '2099-12-31',
			target: '3',
			actual: '1',
			unit: '处'
		});
		const [response] = await sql<
			{ id: number }[]
		>`select id::int from public.responses where issue_id = ${id}`;
		await post('author', `/issues/${id}?/rate`, {
			response: String(response?.id),
			revision: '1',
			satisfaction: '3',
			comment: letter
		});
		await post('commission_lead', '/commission/scores?/publish', {
			region: String(world.regions.county),
			from: '2026-01',
			to: '2026-02',
			note: letter
		});
	});

	it('shows nothing of it wherever the public reads, in both languages', async () => {
		const read = new Map<string, string>();
		const waiting = [
			'/',
			'/en',
			'/results/figures.csv?by=department',
			'/results/published/1/scores.json',
			`/api/similar?text=${encodeURIComponent('水管爆了 水管又爆了')}`,
			'/issues?q=水管',
			...secrets.map((secret) => `/issues?q=${encodeURIComponent(secret)}`)
		];
		// What is near comes first: links of filters lead on and on.
		for (let path = waiting.shift(); path !== undefined && read.size < 400; path = waiting.shift()) {
			if (read.has(path)) continue;
			const answer = await fetch(url + path, { redirect: 'follow' });
			const text = await answer.text();
			read.set(path, text);
			for (const [, found = ''] of text.matchAll(/(?:href|content)="([^"#]+)/g)) {
				const to = new URL(found.replaceAll('&amp;', '&'), url + path);
				const isFile = /^\/(_app|pictures|fonts|preferences)/.test(to.pathname);
				if (to.origin === url && !isFile && !read.has(to.pathname + to.search))
					waiting.push(to.pathname + to.search);
			}
		}
		const paths = [...read.keys()].join('\n');
		for (const wanted of [
			`/issues/${id}`,
			`/en/issues/${id}`,
			'/feeds/issues.atom',
			'/feeds/answers.atom',
			'/departments/water',
			'/results/published/1'
		])
			expect(paths).toContain(wanted);

		const leaks = [...read].flatMap(([path, text]) => {
			// What was asked for stands in the search field; nothing is found by it.
			const asked = new URL(path, url).searchParams.get('q');
			const found = secrets.filter((secret) => secret !== asked && text.includes(secret));
			const isFound = asked !== null && secrets.includes(asked) && text.includes(`/issues/${id}"`);
			return [...found, ...(isFound ? ['found by it'] : [])].map((leak) => `${path}: ${leak}`);
		});
		expect(leaks).toEqual([]);
	});

	it('keeps the numbers of offices', async () => {
		const page = await (await fetch(`${url}/issues/${id}`)).text();
		for (const office of offices) expect(page).toContain(office);
		for (const label of ['门牌号', '手机号', '身份证号', '银行卡号', '邮箱', '车牌号'])
			expect(page).toContain(`［${label}已隐去］`);
	});

	it('holds nothing of it in any table that anybody may read', async () => {
		const columns = await sql<{ table_name: string; column_name: string }[]>`
			select c.table_name, c.column_name from information_schema.columns c
			join information_schema.tables t using (table_schema, table_name)
			where c.table_schema = 'public' and t.table_type = 'BASE TABLE' and c.data_type in ('text', 'ARRAY', 'jsonb')`;
		expect(columns.length).toBeGreaterThan(20);
		const leaks: string[] = [];
		for (const { table_name, column_name } of columns) {
			const rows = await sql<{ text: string }[]>`
				select ${sql(column_name)}::text as text from public.${sql(table_name)}
				where ${sql(column_name)}::text like any (${secrets.map((secret) => `%${secret}%`)})`;
			if (rows.length > 0) leaks.push(`${table_name}.${column_name}`);
		}
		expect(leaks.filter((column) => column !== 'response_drafts.body')).toEqual([]);
	});
});

describe.each(oneWay(import.meta.url))('an intake officer %s', { tags: ['sampled'] }, (scripting) => {
	it('hides more, and makes readable what is not private after all', async () => {
		await sql`update public.issues set submitted_at = submitted_at - interval '2 days'`;
		const id = await tell(`企业反映水压不足 ${scripting}`);
		const visitor = await newVisitor(browser, { baseURL: url, scripting });
		const { page } = visitor;
		await signInAs(visitor.context, portal, await world.staff('intake_officer'));
		await page.goto(`/intake/${id}`);
		await hydrated(page);
		expect(await page.locator('.told mark').allInnerTexts()).toContain('［车牌号已隐去］');
		await page.getByRole('button', { name: '查看原文' }).click();
		const original = page.locator('[role=status] mark');
		await original.first().waitFor();
		expect(await original.allInnerTexts()).toEqual(expect.arrayContaining(['宁A·6F2K8', '3栋2单元501室']));

		const publishForm = page.locator('form[action="?/publish"]');
		const field = publishForm.locator('[name=body]');
		await field.fill('公司在翠屏苑3栋2单元501室，老板王大力，车牌宁A·12345，手机138-0000-1234。');
		if (scripting === 'with JavaScript') {
			await field.evaluate((area: HTMLTextAreaElement) => {
				const start = area.value.indexOf('王大力');
				area.focus();
				area.setSelectionRange(start, start + 3);
			});
			await publishForm.getByRole('button', { name: '隐去选中的文字' }).click();
		} else {
			await publishForm.locator('button:not([type=button])').click();
			await page.waitForSelector('[role=alert]:has-text("像是个人信息")');
			await field.fill((await field.inputValue()).replace('王大力', '［已隐去］'));
		}
		await publishForm.locator('[name=shown][value="3栋2单元501室"]').check();
		await publishForm.locator('button:not([type=button])').click();
		await page.waitForURL('**/intake?done=published**');
		const [stored] = await sql`select body from public.issues where id = ${id}`;
		expect(stored?.body).toBe(
			'公司在翠屏苑3栋2单元501室，老板［已隐去］，车牌［车牌号已隐去］，手机［手机号已隐去］。'
		);
		expect(visitor.faults).toEqual([]);
		await visitor.leave();
	});
});

it('the author sees what will be hidden while writing, and afterwards', async () => {
	await sql`update public.issues set submitted_at = submitted_at - interval '2 days'`;
	const visitor = await newVisitor(browser, { baseURL: url, scripting: 'with JavaScript' });
	const { page } = visitor;
	await signInAs(visitor.context, portal, author);
	await page.goto('/issues/new');
	await hydrated(page);
	await page.fill('[name=body]', letter);
	const notice = page.locator('[role=status]', { hasText: '我们会隐去这些内容' });
	await notice.waitFor();
	expect((await notice.locator('mark').allInnerTexts()).sort()).toEqual(
		[...secrets.slice(0, 6), '3栋2单元501室'].sort()
	);
	await page.fill('[name=body]', `打过${offices.join('、')}。`);
	await notice.waitFor({ state: 'detached' });

	const id = await tell('水压一直不足');
	await page.goto(`/me/issues/${id}`);
	const sides = page.locator('main [role=group] mark');
	expect(await sides.allInnerTexts()).toEqual(expect.arrayContaining(['［门牌号已隐去］', '3栋2单元501室']));
	expect(visitor.faults).toEqual([]);
	await visitor.leave();
});
