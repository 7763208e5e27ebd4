import { randomUUID } from 'node:crypto';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { shareWorld } from '../support/shared.ts';
import { cookieFor } from '../support/session.ts';

const { portal, world } = await shareWorld();
const title = '村口的水管漏了半个月';
const body = '每天流掉很多水，找过村里两次。';
const photo = await sharp({ create: { width: 600, height: 400, channels: 3, background: '#367' } })
	.jpeg()
	.toBuffer();

const countOf = async (author: string) => {
	const [row] = await portal.sql<{ count: number }[]>`
		select count(*)::int from private.issue_origins where author_id = ${author}`;
	return row?.count;
};

describe('the form of a new issue, over HTTP', () => {
	async function post(author: string, form: FormData) {
		const { name, value } = await cookieFor(portal.sql, author);
		return fetch(`${portal.url}/issues/new`, {
			method: 'POST',
			headers: { cookie: `${name}=${value}`, origin: portal.url, accept: 'text/html' },
			body: form,
			redirect: 'manual'
		});
	}

	function filled(key = randomUUID()) {
		const form = new FormData();
		const fields = {
			submission_key: key,
			region: String(world.regions.town),
			category: 'other',
			title,
			body,
			consent: 'on'
		};
		for (const [name, value] of Object.entries(fields)) form.set(name, value);
		return form;
	}

	it('the same form sent eight times at once is one issue with one picture', async () => {
		const author = await world.resident();
		const key = randomUUID();
		const answers = await Promise.all(
			Array.from({ length: 8 }, () => {
				const form = filled(key);
				form.set('pictures', new File([new Uint8Array(photo)], 'a.jpg'));
				return post(author, form);
			})
		);
		expect(answers.map((answer) => answer.headers.get('location'))).toEqual(
			Array.from({ length: 8 }, () => expect.stringMatching(/\?submitted$/))
		);
		expect(await countOf(author)).toBe(1);
		const [row] = await portal.sql<{ count: number }[]>`select count(*)::int from public.attachments a
			join private.issue_origins o using (issue_id) where o.author_id = ${author}`;
		expect(row?.count).toBe(1);
	});

	it.each([
		['region', '99999', '请选择一个有效的地区'],
		['category', 'nonsense', '请选择有效的领域'],
		['region', "1' or 1=1", '请选择事情发生的地方'],
		['submission_key', 'x', '页面已过期']
	])('an unknown %s “%s” is refused with the text kept', async (field, value, sentence) => {
		const author = await world.resident();
		const form = filled();
		form.set(field, value);
		const answer = await post(author, form);
		expect(answer.status).toBe(422);
		const page = await answer.text();
		expect(page).toContain(sentence);
		expect(page).toContain(title);
		expect(await countOf(author)).toBe(0);
	});

	it('80 MB of pictures lose no text', async () => {
		const form = filled();
		for (let i = 0; i < 4; i++)
			form.append('pictures', new File([new Uint8Array(20 * 1024 * 1024)], 'big.jpg'));
		const author = await world.resident();
		const answer = await post(author, form);
		expect(answer.status).toBe(413);
		const page = await answer.text();
		expect(page).toContain(title);
		expect(page).toContain('每天流掉很多水');
		expect(page).toContain('提交的内容太大了');
		expect(await countOf(author)).toBe(0);
	});

	it('a form with NUL, a lone surrogate or ten thousand fields is refused or cleaned, never an error', async () => {
		const author = await world.resident();
		const withNul = filled();
		withNul.set('body', 'a\0b');
		expect((await post(author, withNul)).status).toBe(422);
		const many = filled();
		for (let i = 0; i < 10_000; i++) many.append(`x${i}`, '1');
		expect((await post(author, many)).status).toBeLessThan(500);
		const odd = filled();
		odd.set('title', '水管\u202e坏了\ud800很久');
		expect((await post(author, odd)).status).toBe(303);
	});
});
