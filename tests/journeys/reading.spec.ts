import { afterEach, describe, expect, it } from 'vitest';
import { hydrated, newVisitor, openBrowser, oneWay, type Visitor } from '../support/browser.ts';
import { shareTown } from '../support/shared.ts';
import { signInAs } from '../support/sign-in.ts';

const portal = await shareTown();
const browser = await openBrowser();

const idOf = async (condition: string) => {
	const [row] = await portal.sql.unsafe<{ id: number }[]>(
		`select id::int from public.issues where ${condition} order by id limit 1`
	);
	if (!row) throw new Error(`The demo town has no issue with ${condition}.`);
	return row.id;
};

describe.each(oneWay(import.meta.url))('a visitor reads %s', { tags: ['sampled'] }, (scripting) => {
	let visitor: Visitor;
	const open = async (path: string) => {
		visitor = await newVisitor(browser, { baseURL: portal.url, scripting });
		const response = await visitor.page.goto(path);
		await hydrated(visitor.page);
		return { page: visitor.page, status: response?.status() };
	};
	const titles = () => visitor.page.locator('main article :is(h2, h3)').allInnerTexts();

	afterEach(async () => {
		expect(visitor.faults).toEqual([]);
		await visitor.leave();
	});

	it('turns the pages of the list without meeting an issue twice, and goes back to the first', async () => {
		const { page } = await open('/issues?sort=most_supported');
		const first = await titles();
		await page.click('a[rel=next]');
		await page.waitForURL(/after=/);
		const second = await titles();
		expect(first).toHaveLength(20);
		expect(second.length).toBeGreaterThan(0);
		expect(first.filter((title) => second.includes(title))).toEqual([]);
		await page.click('text=回到第一页');
		await page.waitForURL((url) => !url.search.includes('after'));
		expect(await titles()).toEqual(first);
	});

	it('an issue under the number it had before it was merged, and is told so', async () => {
		const merged = await idOf(`status = 'merged' and merged_into is not null`);
		const remaining = await idOf(`id = (select merged_into from public.issues where id = ${merged})`);
		const first = await fetch(`${portal.url}/issues/${merged}`, { redirect: 'manual' });
		expect(first.status).toBe(302);
		const { page } = await open(`/issues/${merged}`);
		expect(new URL(page.url()).pathname).toBe(`/issues/${remaining}`);
		expect(await page.innerText('main')).toContain(`第 ${merged} 号诉求说的是同一件事`);
		expect(await page.getAttribute('link[rel=canonical]', 'href')).toMatch(
			new RegExp(`/issues/${remaining}$`)
		);
		await page.goto(`/issues/${remaining}?merged=${remaining + 1}`);
		expect(await page.innerText('main')).not.toContain('您打开的第');
	});

	it('narrows the list by a form, and keeps the question in the address', async () => {
		const { page } = await open('/issues');
		await page.click('details summary:has-text("更多筛选")');
		await page.selectOption('main [name=category]', 'transport');
		await page.selectOption('main [name=status]', 'confirmed');
		await page.click('button:has-text("筛选")');
		await page.waitForURL(/category=transport/);
		expect(new URL(page.url()).searchParams.get('status')).toBe('confirmed');
		expect(await titles()).not.toEqual([]);
		for (const card of await page.locator('main article').allInnerTexts()) {
			expect(card).toContain('群众认可');
			expect(card).toContain('交通出行');
		}
	});

	it('finds by words and goes straight to a number', async () => {
		const { page } = await open('/');
		await page.fill('main [name=q]', '公交');
		await page.press('main [name=q]', 'Enter');
		await page.waitForURL(/\/issues\?q=/);
		expect((await titles()).join()).toContain('公交');
		const id = await idOf(`status = 'answered'`);
		await page.fill('main [name=q]', `编号 ${id}`);
		await page.press('main [name=q]', 'Enter');
		await page.waitForURL(`${portal.url}/issues/${id}`);
	});

	it.each([
		['/issues?region=999999&sort=bad&from=2026-02-31', '有的筛选条件没有用上'],
		['/en/issues?region=999999&sort=bad&from=2026-02-31', 'Some of the filters could not be used']
	])('is told of bad filters at %s, and still sees the list', async (path, sentence) => {
		const { page, status } = await open(path);
		expect(status).toBe(400);
		expect(await page.innerText('main')).toContain(sentence);
		expect(await titles()).toHaveLength(20);
	});

	it.each(['', '/en'])(
		'reads an issue with its answer, and is led to sign in to support it (%s)',
		async (prefix) => {
			const id = await idOf(`status = 'resolved' and exists (select from public.ratings g
			join public.responses r on r.id = g.response_id where r.issue_id = issues.id)`);
			const { page } = await open(`${prefix}/issues/${id}`);
			const text = await page.innerText('main');
			expect(text).toContain(prefix ? 'Answers' : '部门答复');
			expect(text).toContain(prefix ? 'What happened' : '办理过程');
			expect(await page.getAttribute('meta[property="og:url"]', 'content')).toContain(
				`${prefix}/issues/${id}`
			);
			await page.click('#support a[href*="sign-in"]');
			await page.waitForURL(/sign-in\?to=/);
		}
	);

	it('finds nothing of an issue that is not public', async () => {
		const { page, status } = await open(`/issues/${await idOf(`status = 'rejected'`)}`);
		expect(status).toBe(404);
		expect(await page.innerText('main')).toContain('没有找到这条诉求');
	});

	it('sees what a department owes and answered', async () => {
		const { page } = await open('/departments');
		await page.click('main li a >> nth=0');
		await page.waitForURL(/\/departments\/[a-z]/);
		expect(await page.innerText('main')).toMatch(/正在计时的事项[^]*历次答复/);
	});
});

describe.each(oneWay(import.meta.url))('a resident %s', { tags: ['sampled'] }, (scripting) => {
	it('supports an issue once, takes it back, and follows', async () => {
		const [person] = await portal.sql<{ id: string }[]>`
			select a.id from private.accounts a join private.identifiers i on i.account_id = a.id
			where a.kind = 'resident' order by a.created_at limit 1`;
		const account = person?.id ?? '';
		const id = await idOf(`status = 'published' and not exists (select from private.votes v
			where v.issue_id = issues.id and v.account_id = '${account}') and not exists (
			select from private.issue_origins o where o.issue_id = issues.id and o.author_id = '${account}')`);
		const visitor = await newVisitor(browser, { baseURL: portal.url, scripting });
		await signInAs(visitor.context, portal, account);
		const { page } = visitor;
		await page.goto(`/issues/${id}`);
		await hydrated(page);
		const before = Number(await page.innerText('#support .count span'));
		await page.click('#support button:has-text("附议")');
		await page.waitForSelector('text=附议成功');
		expect(Number(await page.innerText('#support .count span'))).toBe(before + 1);
		await page.click('#support button:has-text("撤回附议")');
		await page.waitForSelector('text=已撤回附议');
		expect(Number(await page.innerText('#support .count span'))).toBe(before);
		await page.click('#support button:has-text("关注进展")');
		await page.waitForSelector('text=取消关注');
		expect(visitor.faults).toEqual([]);
		await visitor.leave();
	});
});

it('the list loads at most 40 KB of compressed JavaScript', async () => {
	const visitor = await newVisitor(browser, { baseURL: portal.url });
	await visitor.page.goto('/issues');
	await hydrated(visitor.page);
	const sizes = await visitor.page.evaluate(() =>
		performance
			.getEntriesByType('resource')
			.filter((entry) => entry instanceof PerformanceResourceTiming && entry.name.endsWith('.js'))
			.map((entry) => (entry instanceof PerformanceResourceTiming ? entry.encodedBodySize : 0))
	);
	await visitor.leave();
	const bytes = sizes.reduce((sum, size) => sum + size, 0);
	expect(bytes).toBeLessThanOrEqual(40_000);
});
