import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { hydrated, newVisitor, openBrowser, oneWay, type Scripting } from '../support/browser.ts';
import { openPortal } from '../support/portal.ts';
import { cookieFor, demoAccount } from '../support/session.ts';

const portal = await openPortal({ worker: false });
const browser = await openBrowser();

async function visit(scripting: Scripting, role?: string) {
	const visitor = await newVisitor(browser, { baseURL: portal.url, scripting });
	if (role) {
		const cookie = await cookieFor(portal.sql, await demoAccount(portal.sql, role));
		await visitor.context.addCookies([{ ...cookie, url: portal.url }]);
	}
	return visitor;
}

it('the demo town begins with everything counted, and known to the planner', async () => {
	const [left] = await portal.sql`
		select (select count(*) from private.changed_issues)::int as waiting,
			(select count(*) from public.issues i where not exists (select from private.facts f where f.issue_id = i.id)
				and exists (select from private.measurements m where m.issue_id = i.id))::int as uncounted,
			(select count(*)::real from public.issues) = (select reltuples from pg_class where oid = 'public.issues'::regclass) as is_analyzed`;
	expect(left).toEqual({ waiting: 0, uncounted: 0, is_analyzed: true });
	const [before, after] = [
		await figures(),
		(await portal.sql`select private.count_everything()`, await figures())
	];
	expect(after).toEqual(before);
});

const figures = () => portal.sql`
	select measure, numerator, denominator from public.results(date_trunc('year', now())::date, date_trunc('month', now())::date)
	union all select measure, n, 0 from public.result_counts(date_trunc('year', now())::date, date_trunc('month', now())::date)`;

describe.each(oneWay(import.meta.url))('%s', { tags: ['sampled'] }, (scripting) => {
	it('a visitor reads the figures, each with its n, and narrows them down', async () => {
		const visitor = await visit(scripting);
		const { page } = visitor;
		await page.goto('/results');
		if (scripting === 'with JavaScript') await hydrated(page);
		const headline = await page.innerText('dl');
		for (const measure of [
			'按期首次答复率',
			'解决率',
			'满意率',
			'答复切题率',
			'重新办理率',
			'重复率',
			'中位数'
		]) {
			expect(headline).toContain(measure);
		}
		expect(headline).toMatch(/\d+(\.\d)?%\s+\d+ \/ \d+ 次评价/);
		expect(await page.innerText('main')).toMatch(/计算时间：20\d\d年/);

		await page.selectOption('[name=department]', 'housing');
		await page.selectOption('[name=rank]', 'solved');
		await page.click('form button:has-text("查看")');
		await page.waitForURL('**department=housing**');
		expect(page.url()).toContain('rank=solved');
		expect(await page.inputValue('[name=department]')).toBe('housing');
		expect(await page.innerText('main')).not.toContain('按部门');
		expect(visitor.faults).toEqual([]);
		await visitor.leave();
	});

	it('every chart stands beside its table', async () => {
		const visitor = await visit(scripting);
		const { page } = visitor;
		await page.goto('/results');
		if (scripting === 'with JavaScript') await hydrated(page);
		const figures = page.locator('main figure');
		expect(await figures.count()).toBeGreaterThanOrEqual(5);
		for (const figure of await figures.all()) {
			expect(await figure.locator('table tbody tr').count()).toBeGreaterThan(0);
			const drawn = await figure
				.locator('canvas')
				.evaluate((canvas) => canvas.getBoundingClientRect().height > 50);
			expect(drawn).toBe(scripting === 'with JavaScript');
		}
		await visitor.leave();
	});

	it('a supervisor finds the overdue, and reopens an answered issue with a reason', async () => {
		const visitor = await visit(scripting, 'supervisor');
		const { page } = visitor;
		await page.goto('/commission');
		const rows = page.locator('section:has(> h2#overdue) tbody tr');
		expect(await rows.count()).toBeGreaterThan(0);
		expect(await rows.first().innerText()).toMatch(/超期 \d+ 天/);

		const [answered] = await portal.sql<{ id: string }[]>`
			select id from public.issues where status = 'answered' order by id desc limit 1`;
		await page.goto(`/commission/issues/${answered?.id}`);
		if (scripting === 'with JavaScript') await hydrated(page);
		await page.fill('[name=reason]', '短');
		await page.click('button:has-text("重新办理")');
		await page.waitForSelector('[role=alert]');
		expect(await page.inputValue('[name=reason]')).toBe('短');
		await page.fill('[name=reason]', '答复没有回应群众提出的问题');
		await page.click('button:has-text("重新办理")');
		await page.waitForURL('**/commission?reopened=*');
		expect(await page.innerText('main')).toContain(`编号 ${answered?.id} 的诉求已重新办理`);
		const [issue] =
			await portal.sql`select status, round from public.issues where id = ${answered?.id ?? ''}`;
		expect(issue).toEqual({ status: 'reopened', round: 2 });
		expect(visitor.faults).toEqual([]);
		await visitor.leave();
	});

	it('a commission lead previews, waits for a young period, publishes, and corrects in public', async () => {
		const visitor = await visit(scripting, 'commission_lead');
		const { page } = visitor;
		const today = new Date(Date.now() + 8 * 3_600_000).toISOString();
		await page.goto(`/commission/scores?region=1&from=${today.slice(0, 7)}&to=${today.slice(0, 7)}`);
		expect(await page.innerText('main')).toMatch(/期间结束满 14 天后才能发布.*最早可在20\d\d年/);
		expect(await page.locator('[name=note]').count()).toBe(0);

		const from = scripting === 'with JavaScript' ? 3 : 4;
		const month = new Date(today);
		month.setUTCMonth(month.getUTCMonth() - from, 1);
		const asked = month.toISOString().slice(0, 7);
		await page.goto('/commission/scores');
		if (scripting === 'with JavaScript') await hydrated(page);
		await page.fill('[name=from]', asked);
		await page.fill('[name=to]', asked);
		await page.click('button:has-text("预览")');
		await page.waitForURL(`**from=${asked}**`);
		await page.fill('[name=note]', '试发布');
		await page.click('button:text-is("发布")');
		await page.waitForURL('**/results/published/*');
		expect(await page.innerText('main')).toContain('试发布');

		const file = await page.getAttribute('a[download][href*="scores.json"]', 'href');
		const document = await (await fetch(portal.url + file)).text();
		const hash = createHash('sha256').update(document).digest('hex');
		expect(await page.innerText('main')).toContain(hash);
		expect(JSON.parse(document)).toMatchObject({ format: 2, from_month: asked, minimum_sample: 5 });

		await page.fill('[name=note]', '有两件诉求的部门有误');
		await page.click('button:has-text("更正")');
		await page.waitForSelector('text=有 1 次更正');
		expect(await page.innerText('main')).toContain('最初发布的数字');
		expect((await (await fetch(portal.url + file)).text()) === document).toBe(true);
		expect(visitor.faults).toEqual([]);
		await visitor.leave();
	});
});

it('what cannot be read in an address is named, and never an error', async () => {
	const bad = [
		'from=2026-13',
		'from=2026-05&to=2026-01',
		'from=1900-01&to=2099-12',
		'region=abc',
		'region=999999',
		'region=1e99',
		'department=%27;drop',
		'category=nothing',
		'rank=price',
		'from=%00',
		'region=1&region=2&from='
	];
	for (const query of bad) {
		const answer = await fetch(`${portal.url}/results?${query}`);
		expect(answer.status, query).toBe(200);
		if (query !== bad.at(-1)) expect(await answer.text(), query).toContain('筛选条件无法识别');
		expect((await fetch(`${portal.url}/results/figures.csv?${query}`)).status, query).toBe(200);
	}
	expect((await fetch(`${portal.url}/results/published/999999`)).status).toBe(404);
	expect((await fetch(`${portal.url}/results/published/1/scores.json?correction=x`)).status).toBe(404);
});

it('a table is downloaded as CSV in the language of the page', async () => {
	const file = await fetch(`${portal.url}/en/results/figures.csv?by=department`);
	expect(file.headers.get('content-type')).toBe('text/csv; charset=utf-8');
	const bytes = new Uint8Array(await file.arrayBuffer());
	expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
	const [header = '', first = ''] = new TextDecoder().decode(bytes).split('\r\n');
	expect(header).toMatch(/^Group code \(group_key\),/);
	expect(first.split(',').length).toBe(header.split(',').length);
});
