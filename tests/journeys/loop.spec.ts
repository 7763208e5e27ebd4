import { afterAll, describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import {
	hydrated,
	newVisitor,
	openBrowser,
	oneWay,
	type Scripting,
	type Visitor
} from '../support/browser.ts';
import { openPortal } from '../support/portal.ts';
import { signInAsResident } from '../support/sign-in.ts';
import { signInAsStaff, statusOf, type DemoRole } from '../support/staff.ts';

const portal = await openPortal();
const browser = await openBrowser();
const minutes = 60_000;

/**
 * A month whose scores may be published: it ended at least a fortnight ago, whatever day the tests run on. Each way of
 * walking has its own, as a period is published once.
 */
function momentFor(scripting: Scripting): Date {
	const today = new Date();
	const monthsAgo = scripting === 'with JavaScript' ? 2 : 3;
	return new Date(Date.UTC(today.getUTCFullYear(), today.getUTCMonth() - monthsAgo, 10, 4));
}

let phones = 13_700_000_000;
afterAll(() => portal.freezeClock(null));

/** People of one journey; every one of them has a browser of their own. */
function cast(scripting: Scripting) {
	const visitors: Visitor[] = [];
	const visit = async () => {
		const visitor = await newVisitor(browser, { baseURL: portal.url, scripting });
		visitors.push(visitor);
		return visitor.page;
	};
	return {
		async resident(): Promise<Page> {
			const page = await visit();
			await signInAsResident(page, portal, String(++phones));
			return page;
		},
		async staff(role: DemoRole, to: string): Promise<Page> {
			const page = await visit();
			await signInAsStaff(page, portal, role, to);
			return page;
		},
		visitor: visit,
		async leave(): Promise<void> {
			expect(visitors.flatMap((visitor) => visitor.faults)).toEqual([]);
			await Promise.all(visitors.map((visitor) => visitor.leave()));
		}
	};
}

async function open(page: Page, path: string): Promise<void> {
	await page.goto(path);
	await hydrated(page);
}

async function submit(page: Page, title: string): Promise<number> {
	await open(page, '/issues/new');
	const [region] = await portal.sql<{ id: number }[]>`select min(id) as id from public.regions where level = 4
		and path operator(extensions.<@) (select path from public.regions where key = 'wangxi')`;
	await page.selectOption('[name=region]', String(region?.id));
	await page.selectOption('[name=category]', 'housing');
	await page.fill('[name=title]', title);
	await page.fill('[name=body]', '顶楼漏了两年，一下雨就要拿盆接，报修十几次没人来。');
	await page.check('[name=consent]');
	await page.locator('main').getByRole('button', { name: '提交', exact: true }).click();
	// Without JavaScript, who told the same before is a step in between.
	const goOn = page.getByRole('button', { name: '仍要提交' });
	await page.locator('main').getByText('已收到您的诉求').or(goOn).first().waitFor();
	if (await goOn.isVisible()) await goOn.click();
	await page.waitForURL('**/me/issues/*?submitted**');
	return Number(/\/me\/issues\/(\d+)/.exec(page.url())?.[1]);
}

async function moderate(page: Page, issue: number): Promise<void> {
	await open(page, `/intake/${issue}`);
	await page.locator('form[action="?/publish"] button:not([type=button])').click();
	await page.waitForURL('**/intake?done=published**');
}

async function assign(page: Page, issue: number): Promise<void> {
	await open(page, `/intake/${issue}`);
	await page.selectOption('[name=lead]', 'housing');
	await page.locator('form[action="?/assign"] button:not([type=button])').click();
	await page.waitForURL('**/intake?done=assigned**');
}

async function answer(page: Page, issue: number, text: string): Promise<void> {
	await open(page, `/desk/${issue}`);
	await page.fill('[name=body]', text);
	await page.check('[name=says_resolved][value=yes]');
	await page.getByRole('button', { name: '公开答复' }).click();
	await page.waitForURL('**/desk?done=answered**');
}

async function support(page: Page, issue: number, votes: number): Promise<void> {
	await open(page, `/issues/${issue}`);
	await page.locator('form[action="?/vote"] button').click();
	await page.waitForSelector('form[action="?/withdrawVote"]');
	expect(await page.innerText('#support .count')).toContain(String(votes));
}

async function rate(page: Page, issue: number, solved: 'yes' | 'no', satisfaction: number): Promise<void> {
	await open(page, `/issues/${issue}/rate`);
	await page.check('[name=to_the_point][value=yes]');
	await page.check(`[name=solved][value=${solved}]`);
	await page.check(`[name=satisfaction][value="${satisfaction}"]`);
	await page.getByRole('button', { name: '提交评价' }).click();
	await page.getByText('您的评价已公开').waitFor();
}

/** Numerator and n of a figure, as the results' own CSV says them. */
async function figure(page: Page, month: string, measure: string): Promise<{ numerator: number; n: number }> {
	const response = await page.request.get(`/results/figures.csv?from=${month}&to=${month}`);
	const line = (await response.text()).split(/\r?\n/).find((row) => row.includes(`,${measure},`));
	const [, , , , numerator, n] = line?.split(',') ?? [];
	return { numerator: Number(numerator), n: Number(n) };
}

describe.each(oneWay(import.meta.url))('the loop %s', { tags: ['sampled'] }, (scripting) => {
	const happensAt = momentFor(scripting);
	const month = happensAt.toISOString().slice(0, 7);

	it(
		'goes from a resident’s question to published scores',
		async () => {
			await portal.freezeClock(happensAt);
			const people = cast(scripting);
			const visitor = await people.visitor();
			const before = {
				satisfaction: await figure(visitor, month, 'satisfaction_rate'),
				resolution: await figure(visitor, month, 'resolution_rate')
			};

			const author = await people.resident();
			const issue = await submit(author, `顶楼漏雨两年 ${scripting}`);
			expect((await visitor.goto(`/issues/${issue}`))?.status()).toBe(404);
			const intake = await people.staff('intake', '/intake');
			await moderate(intake, issue);
			expect((await visitor.goto(`/issues/${issue}`))?.status()).toBe(200);
			await assign(intake, issue);

			const neighbours: Page[] = [];
			for (let n = 1; n <= 5; n++) {
				const neighbour = await people.resident();
				await support(neighbour, issue, n);
				neighbours.push(neighbour);
			}
			await answer(
				await people.staff('lead', '/desk'),
				issue,
				'屋面防水已全部重做，闭水试验合格，保修五年。'
			);
			expect(await statusOf(portal, issue)).toBe('resolved');

			for (const [place, neighbour] of neighbours.entries()) {
				await rate(neighbour, issue, place === 0 ? 'no' : 'yes', place === 0 ? 2 : 5);
			}
			await rate(author, issue, 'yes', 4);
			expect(await statusOf(portal, issue)).toBe('confirmed');

			await portal.freezeClock(null);
			await expect
				.poll(() => figure(visitor, month, 'satisfaction_rate'), { timeout: minutes, interval: 2_000 })
				.toEqual({ numerator: before.satisfaction.numerator + 5, n: before.satisfaction.n + 6 });
			expect(await figure(visitor, month, 'resolution_rate')).toEqual({
				numerator: before.resolution.numerator + 5,
				n: before.resolution.n + 6
			});

			const commission = await people.staff('commission', '/commission/scores');
			await open(commission, `/commission/scores`);
			await commission.fill('[name=from]', month);
			await commission.fill('[name=to]', month);
			await commission.getByRole('button', { name: '预览' }).click();
			await commission.waitForURL('**from=**');
			await hydrated(commission);
			await commission.fill('[name=note]', '本月成绩，含顶楼漏雨一案。');
			await commission.getByRole('button', { name: '发布', exact: true }).click();
			await commission.waitForURL('**/results/published/*');
			const address = new URL(commission.url()).pathname;
			expect((await visitor.goto(address))?.status()).toBe(200);
			expect(await visitor.innerText('main')).toContain('本月成绩，含顶楼漏雨一案。');
			await people.leave();
		},
		5 * minutes
	);

	it(
		'begins again when the author says not solved, and ends when it is',
		async () => {
			await portal.freezeClock(happensAt);
			const people = cast(scripting);
			const author = await people.resident();
			const intake = await people.staff('intake', '/intake');
			const lead = await people.staff('lead', '/desk');
			const issue = await submit(author, `地下室进水 ${scripting}`);
			await moderate(intake, issue);
			await assign(intake, issue);
			await answer(lead, issue, '已安排物业抽水，积水已经清除。');
			await rate(author, issue, 'no', 1);
			expect(await statusOf(portal, issue)).toBe('reopened');

			await open(intake, '/intake?kind=assign_again');
			expect(await intake.innerText('main')).toContain(`地下室进水 ${scripting}`);
			await open(intake, `/intake/${issue}`);
			expect(await intake.inputValue('[name=lead]')).toBe('housing');
			await assign(intake, issue);

			await open(lead, `/desk/${issue}`);
			expect(await lead.innerText('main')).toContain('撰写第 2 轮答复');
			expect(await lead.innerText('main')).toContain('已安排物业抽水，积水已经清除。');
			await answer(lead, issue, '已查明外墙渗漏点并封堵，加装排水泵，暴雨后复查无进水。');
			await rate(author, issue, 'yes', 5);
			expect(await statusOf(portal, issue)).toBe('confirmed');

			const visitor = await people.visitor();
			await visitor.goto(`/issues/${issue}`);
			const page = await visitor.innerText('main');
			for (const text of ['已安排物业抽水', '已查明外墙渗漏点', '重新办理', '群众认可'])
				expect(page).toContain(text);
			await portal.freezeClock(null);
			await people.leave();
		},
		5 * minutes
	);
});
