import { expect, it } from 'vitest';
import { hydrated, newVisitor, openBrowser } from '../support/browser.ts';
import { shareTown } from '../support/shared.ts';
import { enterAsStaff, type DemoRole } from '../support/staff.ts';

const portal = await shareTown();
const browser = await openBrowser();

const arrive = async (role: DemoRole, scripting: 'with JavaScript' | 'without JavaScript') => {
	const visitor = await newVisitor(browser, { baseURL: portal.url, scripting });
	await enterAsStaff(visitor.page, portal, role, '/repeats');
	await hydrated(visitor.page);
	return visitor;
};
const idOf = async (title: string) => {
	const [row] = await portal.sql<{ id: number }[]>`select id::int from public.issues where title = ${title}`;
	return row?.id ?? 0;
};

it('an intake officer confirms repeats without JavaScript, and the public reads them and their rate', async () => {
	const visitor = await arrive('intake', 'without JavaScript');
	const { page } = visitor;
	const [one, other] = [
		await idOf('镇上老供销社家属楼外墙掉瓷砖'),
		await idOf('危房鉴定做了，改造补助一直没到账')
	];
	const cluster = page.locator('section', { has: page.locator(`input[name=issues][value="${one}"]`) });
	await cluster.locator(`input[name=issues][value="${other}"]`).uncheck();
	await cluster.getByRole('button', { name: '选中的是同一件事' }).click();
	await page.waitForSelector('[role=alert]:has-text("至少选两件诉求")');
	await cluster.locator(`input[name=issues][value="${other}"]`).check();
	await cluster.locator('[name=note]').fill('两处危旧住房，联系13800138000');
	await cluster.getByRole('button', { name: '选中的是同一件事' }).click();
	await page.waitForURL(/\/repeats\/\d+$/);
	const group = await page.innerText('main');
	for (const said of ['同类诉求：2 件', '［手机号已隐去］', '认定为重复件', '受理审核员'])
		expect(group).toContain(said);

	await page.goto(`/issues/${one}`);
	await page.getByRole('link', { name: '同类诉求：2 件' }).click();
	await page.waitForURL(/\/repeats\/\d+$/);

	const csv = await (await fetch(`${portal.url}/results/figures.csv?by=all`)).text();
	const line =
		csv
			.split('\n')
			.find((row) => row.includes(',repeats,'))
			?.split(',') ?? [];
	const [counted] = await portal.sql<{ hits: number }[]>`
		select count(*)::int as hits from public.repeat_members`;
	expect(csv).toContain('重复率');
	expect(Number(line[4])).toBeGreaterThan(0);
	expect(Number(line[4])).toBeLessThan(counted?.hits ?? 0);
	await page.goto('/about/numbers');
	expect(await page.innerText('main')).toContain('重复率');

	// One issue alone repeats nothing: the group ends, and the officer is back at the list.
	await page.goBack();
	await page.getByRole('button', { name: '移出' }).first().click();
	await page.waitForURL(/\/repeats$/);
	expect(visitor.faults).toEqual([]);
	await visitor.leave();
});

it('a supervisor dismisses what is not the same, and changes a group', async () => {
	const visitor = await arrive('supervisor', 'with JavaScript');
	const { page } = visitor;
	const one = await idOf('慢性病药镇卫生院总断货');
	const cluster = page.locator('section', { has: page.locator(`input[name=issues][value="${one}"]`) });
	await cluster.getByRole('button', { name: '都不是同一件事' }).click();
	await page.waitForSelector('[role=status]:has-text("以后不再提示")');
	expect(await cluster.count()).toBe(0);

	await page
		.getByRole('link', { name: /^重复件 \d+$/ })
		.last()
		.click();
	await page.waitForURL(/\/repeats\/\d+$/);
	await page.locator('summary', { hasText: '加入一件诉求' }).click();
	await page.fill('[name=added]', '999999');
	await page.locator('form[action="?/add"] button').click();
	await page.waitForSelector('[role=alert]');
	expect(await page.inputValue('[name=added]')).toBe('999999');
	await page.fill('[name=added]', `编号 ${one}`);
	await page.locator('form[action="?/add"] button').click();
	await page.getByRole('heading', { name: '同类诉求：4 件' }).waitFor();
	await page.getByRole('button', { name: `移出编号 ${one}` }).click();
	await page.getByRole('heading', { name: '同类诉求：3 件' }).waitFor();
	expect(visitor.faults).toEqual([]);
	await visitor.leave();
});
