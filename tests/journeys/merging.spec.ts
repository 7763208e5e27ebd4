import { describe, expect, it } from 'vitest';
import { hydrated, newVisitor, openBrowser, oneWay } from '../support/browser.ts';
import { shareTown } from '../support/shared.ts';
import { publish, residentsOf, enterAsStaff, statusOf, tell } from '../support/staff.ts';
import { callAs } from '../support/world.ts';

const portal = await shareTown();
const browser = await openBrowser();

describe.each(oneWay(import.meta.url))('an intake officer %s', { tags: ['sampled'] }, (scripting) => {
	it('compares before merging, and undoes it', async () => {
		const visitor = await newVisitor(browser, { baseURL: portal.url, scripting });
		const { page } = visitor;
		await enterAsStaff(page, portal, 'intake', '/intake');
		const told = async (title: string) => {
			const id = await tell(portal, { title, body: '夜里看不见路。' });
			await publish(portal, id);
			return id;
		};
		const twin = await told('河边步道的路灯全坏了');
		const remaining = await told('步道没有灯，老人摔跤');
		const [both = '', one = ''] = await residentsOf(portal, 2);
		await callAs(
			portal.sql,
			'service',
			(as) => as`select public.cast_votes(${[twin, twin, remaining]}::bigint[], ${[both, one, both]}::uuid[])`
		);

		await page.goto(`/intake/${twin}`);
		await hydrated(page);
		const block = page.locator('details', { has: page.locator('#merge') });
		if ((await block.getAttribute('open')) === null) await block.locator('summary').click();
		await page.fill('[name=merge]', '999999');
		await page.getByRole('button', { name: '先比一比' }).click();
		await page.waitForSelector('#merge [id$=error]:has-text("没有找到可以并入的诉求")');
		await page.fill('[name=merge]', `编号 ${remaining}`);
		await page.getByRole('button', { name: '先比一比' }).click();
		await page.getByText('2 票、0 位关注者会一并转入').waitFor();
		expect(await page.innerText('#merge')).toContain('其中 1 人两边都支持，只计一次');
		await page.fill('[name=merge_reason]', '');
		await page.getByRole('button', { name: `并入编号 ${remaining}` }).click();
		await page.waitForSelector('[role=alert]:has-text("请写明原因")');
		await page.fill('[name=merge_reason]', '同一段步道的路灯');
		await page.getByRole('button', { name: `并入编号 ${remaining}` }).click();
		await page.waitForURL('**/intake?done=merged**');

		const moved = await fetch(`${portal.url}/issues/${twin}`, { redirect: 'manual' });
		expect([moved.status, moved.headers.get('location')]).toEqual([
			302,
			`/issues/${remaining}?merged=${twin}`
		]);
		await page.goto(`/issues/${remaining}`);
		const publicPage = await page.innerText('main');
		for (const said of ['并入 1 件', `编号 ${twin}`, '原因：同一段步道的路灯', '已并入本诉求'])
			expect(publicPage).toContain(said);

		await page.goto(`/intake/${twin}`);
		await hydrated(page);
		await page.getByText('可以撤销到').waitFor();
		await page.fill('[name=merge_reason]', '两段不同的步道');
		await page.getByRole('button', { name: '撤销并案' }).click();
		await page.waitForSelector('[role=status]:has-text("并案已撤销")');
		expect(await statusOf(portal, twin)).toBe('published');
		const votes = await portal.sql`
			select issue_id::int as id, votes from public.issue_counters where issue_id in ${portal.sql([twin, remaining])} order by 1`;
		expect(votes).toEqual([
			{ id: twin, votes: 2 },
			{ id: remaining, votes: 1 }
		]);
		expect(visitor.faults).toEqual([]);
		await visitor.leave();
	});
});
