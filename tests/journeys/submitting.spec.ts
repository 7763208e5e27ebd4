import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { afterEach, describe, expect, it } from 'vitest';
import { hydrated, newVisitor, openBrowser, oneWay, type Visitor } from '../support/browser.ts';
import { openPortal } from '../support/portal.ts';
import { openProxy } from '../support/proxy.ts';
import { signInAs } from '../support/sign-in.ts';
import { buildWorld } from '../support/world.ts';

const proxy = await openProxy();
const portal = await openPortal({ town: 'empty', worker: false, env: { SUPABASE_URL: proxy.url } });
proxy.leadTo(portal.env.SUPABASE_URL);
const world = await buildWorld(portal);
const browser = await openBrowser();

const photo = await sharp({ create: { width: 600, height: 400, channels: 3, background: '#367' } })
	.withExif({ IFD0: { Artist: '张三' } })
	.jpeg()
	.toBuffer();
const jpeg = (name: string, buffer: Buffer) => ({ name, mimeType: 'image/jpeg', buffer });
const title = '村口的水管漏了半个月';
const body = '每天流掉很多水，找过村里两次。我的电话是13800001234。';
const submit = 'main form:has([name=submission_key]) button:not([type=button])';

const countOf = async (author: string) => {
	const [row] = await portal.sql<{ count: number }[]>`
		select count(*)::int from private.issue_origins where author_id = ${author}`;
	return row?.count;
};

async function write(page: Page, changes: Partial<Record<'title' | 'body' | 'region', string>> = {}) {
	await page.selectOption('[name=region]', changes.region ?? String(world.regions.town));
	await page.selectOption('[name=category]', 'environment');
	await page.fill('[name=title]', changes.title ?? title);
	await page.fill('[name=body]', changes.body ?? body);
	await page.check('[name=consent]');
}

const said = (page: Page) => page.innerText('main [role=alert]');

describe.each(oneWay(import.meta.url))('a resident %s', { tags: ['sampled'] }, (scripting) => {
	let visitor: Visitor;

	async function openForm(who?: string) {
		const author = who ?? (await world.resident());
		visitor = await newVisitor(browser, { baseURL: portal.url, scripting });
		await signInAs(visitor.context, portal, author);
		await visitor.page.goto('/issues/new');
		await hydrated(visitor.page);
		return { author, page: visitor.page };
	}

	afterEach(async () => {
		proxy.mend();
		expect(visitor.faults).toEqual([]);
		await visitor.leave();
	});

	it('submits an issue with a picture, and sees what is hidden of it', async () => {
		const { author, page } = await openForm();
		await write(page);
		if (scripting === 'with JavaScript') await page.waitForSelector('text=我们会隐去这些内容');
		await page.setInputFiles('[name=pictures]', [jpeg('漏水.jpg', photo)]);
		await page.click(submit);
		await page.waitForURL(/\/me\/issues\/\d+\?submitted/);
		const text = await page.innerText('main');
		expect(text).toContain('已收到您的诉求');
		expect(text).toContain('［手机号已隐去］');
		expect(text).toContain('13800001234');
		expect(await countOf(author)).toBe(1);

		const address = (await page.getAttribute('main img', 'src')) ?? '';
		const own = await page.request.get(address);
		expect(own.headers()['content-type']).toBe('image/webp');
		expect(own.headers()['cache-control']).toBe('private, no-store');
		expect((await sharp(await own.body()).metadata()).exif).toBeUndefined();
		expect((await fetch(portal.url + address)).status).toBe(404);
	});

	it('is told of everything that is missing at once', async () => {
		const { page } = await openForm();
		await page.click(submit);
		await page.waitForSelector('main [role=alert]');
		expect((await said(page)).split('\n').slice(1)).toEqual([
			'请选择事情发生的地方。',
			'请选择属于哪个领域。',
			'请用一句话概括您的诉求。',
			'请填写内容。',
			'提交前需要您同意公开隐去个人信息后的内容。'
		]);
		await page.click('main [role=alert] a >> nth=2');
		expect(await page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('title');
	});

	it.each([
		['of two characters', '路灯'],
		['of 10,000 characters', '灯'.repeat(10_000)],
		['of zero-width characters alone', '\u200b\u200d\u2060\ufeff'.repeat(3)]
	])('has a title %s refused and keeps the text', async (_, wrong) => {
		const { author, page } = await openForm();
		await write(page, { title: wrong });
		await page.click(submit);
		await page.waitForSelector('main [role=alert]');
		expect(await page.getAttribute('[name=title]', 'aria-invalid')).toBe('true');
		expect(await page.inputValue('[name=body]')).toBe(body);
		expect(await countOf(author)).toBe(0);
		await page.fill('[name=title]', title);
		await page.click(submit);
		await page.waitForURL(/submitted/);
		expect(await countOf(author)).toBe(1);
	});

	it.each([
		[
			'an SVG',
			'图.svg',
			Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'),
			'图.svg：这不是可以接收的图片'
		],
		[
			'a web page called photo',
			'a.jpg',
			Buffer.from('<html><script>1</script>'),
			'a.jpg：这不是可以接收的图片'
		],
		['a photo of 20 MB', 'big.jpg', Buffer.concat([photo, Buffer.alloc(20 * 1024 * 1024)]), '超过 15 MB'],
		['half a photo', 'half.jpg', photo.subarray(0, photo.length / 2), 'half.jpg：图片文件不完整']
	])('has %s refused and keeps the text', async (_, name, buffer, sentence) => {
		const { author, page } = await openForm();
		await write(page);
		await page.setInputFiles('[name=pictures]', [jpeg('good.jpg', photo), jpeg(name, buffer)]);
		await page.click(submit);
		await page.waitForSelector('main [role=alert]');
		expect(await said(page)).toContain(sentence);
		expect(await page.inputValue('[name=body]')).toBe(body);
		expect(await countOf(author)).toBe(0);
	});

	it('keeps the text while the database is gone, and submits it once it is back', async () => {
		const { author, page } = await openForm();
		await write(page);
		proxy.cut();
		const answer = page.waitForResponse((response) => response.request().method() === 'POST');
		await page.click(submit);
		await page.waitForSelector('main [role=alert]');
		expect(await said(page)).toContain('系统暂时繁忙');
		if (scripting === 'without JavaScript') {
			expect((await answer).status()).toBe(503);
			expect((await answer).headers()['retry-after']).toMatch(/^\d+$/);
		}
		expect(await page.inputValue('[name=title]')).toBe(title);
		expect(await page.inputValue('[name=body]')).toBe(body);
		expect(await page.inputValue('[name=region]')).toBe(String(world.regions.town));
		proxy.mend();
		await page.click(submit);
		await page.waitForURL(/submitted/);
		expect(await countOf(author)).toBe(1);
	});

	it('submits the text while the object store is down, is told of the pictures, and adds them later', async () => {
		const { author, page } = await openForm();
		await write(page);
		await page.setInputFiles('[name=pictures]', [jpeg('漏水.jpg', photo)]);
		proxy.refuse('/storage/v1/');
		await page.click(submit);
		await page.waitForURL(/submitted&pictures_lost/);
		expect(await page.innerText('main')).toContain('图片没有保存成功');
		expect(await countOf(author)).toBe(1);
		proxy.mend();
		await page.setInputFiles('[name=pictures]', [jpeg('漏水.jpg', photo)]);
		await page.click('main form[action*="pictures"] button:not([type=button])');
		await page.waitForSelector('main img[src*="/pictures/"]');
	});

	it('whose session ended keeps the text', async () => {
		const { author, page } = await openForm();
		await write(page);
		await visitor.context.clearCookies();
		await page.click(submit);
		await page.waitForSelector('main [role=alert]');
		expect(await said(page)).toContain('请先登录');
		expect(await page.inputValue('[name=body]')).toBe(body);
		await signInAs(visitor.context, portal, author);
		await page.click(submit);
		await page.waitForURL(/submitted/);
	});

	it('is told that staff do not submit', async () => {
		const { page } = await openForm(await world.staff('officer'));
		expect(await page.innerText('main')).toContain('这件事需要用居民账号办理');
		expect(await page.locator(submit).count()).toBe(0);
	});
});

describe.each(oneWay(import.meta.url))('a collector %s', { tags: ['sampled'] }, (scripting) => {
	it('enters what a resident told by phone, each reference once', async () => {
		const collector = await world.staff('collector');
		const visitor = await newVisitor(browser, { baseURL: portal.url, scripting });
		const { page } = visitor;
		await signInAs(visitor.context, portal, collector);
		const reference = randomUUID();
		const enter = async () => {
			await page.goto('/issues/new');
			await hydrated(page);
			await write(page);
			await page.selectOption('[name=channel]', 'hotline');
			await page.fill('[name=external_id]', reference);
			await page.selectOption('[name=told_level]', '4');
			await page.fill('[name=told_on]', '2026-10-01');
			await page.click(submit);
		};
		await enter();
		await page.waitForURL(/entered=\d+/);
		expect(await page.innerText('main')).toContain('已录入');
		const rows = await portal.sql`select channel, told_level, told_at::date::text as told_on, source
			from public.issues where external_id = ${reference}`;
		expect(rows).toEqual([{ channel: 'hotline', told_level: 4, told_on: '2026-10-01', source: '' }]);
		await enter();
		await page.waitForSelector('main [role=alert]');
		expect(await said(page)).toContain('已经登记过了');
		expect(visitor.faults).toEqual([]);
		await visitor.leave();
	});
});

describe('a visitor', () => {
	it('writes first: the text waits in the browser for the sign-in, and can be cleared and brought back', async () => {
		const visitor = await newVisitor(browser, { baseURL: portal.url });
		const { page } = visitor;
		await page.goto('/issues/new');
		await write(page);
		await page.click('text=登录后提交');
		await page.waitForURL(/sign-in\?to=/);
		await signInAs(visitor.context, portal, await world.resident());
		await page.goto(new URL(page.url()).searchParams.get('to') ?? '');
		await page.waitForSelector('text=已恢复您上次没有提交的内容');
		expect(await page.inputValue('[name=body]')).toBe(body);
		await page.click('text=不用了，清空重写');
		expect(await page.inputValue('[name=body]')).toBe('');
		await page.click('text=撤销清空');
		expect(await page.inputValue('[name=body]')).toBe(body);
		await page.check('[name=consent]');
		await page.click(submit);
		await page.waitForURL(/submitted/);
		await page.goto('/issues/new');
		await hydrated(page);
		expect(await page.inputValue('[name=body]')).toBe('');
		expect(visitor.faults).toEqual([]);
		await visitor.leave();
	});

	it('is asked to sign in first without JavaScript, and comes back', async () => {
		const visitor = await newVisitor(browser, { baseURL: portal.url, scripting: 'without JavaScript' });
		await visitor.page.goto('/issues/new');
		expect(await visitor.page.innerText('main')).toContain('请先登录，再填写诉求');
		const link = await visitor.page.getAttribute('main a[href*="sign-in"]', 'href');
		expect(link).toBe('/sign-in?to=%2Fissues%2Fnew');
		await visitor.leave();
	});
});
