import { describe, expect, test } from 'vitest';
import { pageMemory, type Advice, type Page } from './page-memory.ts';

const page = (text: string): Page => ({ headers: [], body: Buffer.from(text), etag: `"${text}"` });

function rendering(advice: Advice) {
	if (advice.do !== 'render') throw new Error(`expected to render, was told to ${advice.do}`);
	return advice.rendering;
}

function refresh(advice: Advice) {
	if (advice.do !== 'serve' || !advice.refresh)
		throw new Error(`expected to refresh, was told to ${advice.do}`);
	return advice.refresh;
}

function openMemory(maxBytes?: number) {
	const clock = { at: 1_000 };
	const memory = pageMemory({
		freshMs: () => 2_000,
		staleMs: 8_000,
		mostRefreshes: 2,
		now: () => clock.at,
		...(maxBytes && { maxBytes })
	});
	return { memory, clock, keep: (text: string) => rendering(memory.advise('/')).keep(page(text)) };
}

describe('the memory of pages', () => {
	test('lets one render and the others wait for it', async () => {
		const { memory } = openMemory();
		const first = rendering(memory.advise('/'));
		const second = memory.advise('/');
		if (second.do !== 'wait') throw new Error('two render at once');
		first.keep(page('a'));
		await second.until;
		expect(memory.advise('/')).toMatchObject({ do: 'serve', page: { etag: '"a"' } });
	});

	test('serves an aged page while it is rendered anew behind it, and none beyond the limit', () => {
		const { memory, clock, keep } = openMemory();
		keep('a');
		clock.at += 1_999;
		expect(memory.advise('/')).not.toHaveProperty('refresh');
		clock.at += 1;
		const refreshed = refresh(memory.advise('/'));
		expect(memory.advise('/')).not.toHaveProperty('refresh');
		clock.at += 6_000;
		expect(memory.advise('/').do).toBe('wait');
		refreshed.giveUp();
		expect(memory.advise('/').do).toBe('render');
	});

	test('renders only a few anew at a time behind their former ones', () => {
		const { memory, clock } = openMemory();
		const keys = ['/1', '/2', '/3'];
		for (const key of keys) rendering(memory.advise(key)).keep(page(key));
		clock.at += 3_000;
		const due = keys.map((key) => memory.advise(key));
		expect(due.map((advice) => 'refresh' in advice)).toEqual([true, true, false]);
		for (const advice of due.slice(0, 2)) refresh(advice).keep(page('b'));
		expect(memory.advise('/3')).toHaveProperty('refresh');
	});

	test('serves nothing that began before a change', () => {
		const { memory, clock } = openMemory();
		const slow = rendering(memory.advise('/'));
		clock.at += 5;
		memory.change();
		slow.keep(page('before'));
		expect(memory.advise('/').do).toBe('render');
	});

	test('keeps the bytes of a page that says the same', () => {
		const { clock, keep } = openMemory();
		const first = keep('a');
		clock.at += 9_000;
		expect(keep('a')).toBe(first);
		clock.at += 9_000;
		expect(keep('b')).not.toBe(first);
	});

	test('forgets what is too old to be served', () => {
		const { memory, clock } = openMemory();
		const keep = (key: string) => rendering(memory.advise(key)).keep(page('x'.repeat(200)));
		keep('/1');
		const ofOne = memory.bytes();
		clock.at += 4_000;
		keep('/2');
		expect(memory.bytes()).toBe(2 * ofOne);
		clock.at += 4_000;
		keep('/3');
		expect(memory.bytes()).toBe(2 * ofOne);
	});

	test('drops what was used longest ago once it is full', () => {
		const { memory } = openMemory(2_000);
		for (const key of ['/1', '/2', '/3']) {
			rendering(memory.advise(key)).keep(page('x'.repeat(200)));
			memory.advise('/1');
		}
		expect(memory.bytes()).toBeLessThanOrEqual(2_000);
		expect(memory.advise('/1').do).toBe('serve');
		expect(memory.advise('/2').do).toBe('render');
	});
});
