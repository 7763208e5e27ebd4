import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pageCache, type Advice, type Dependency, type Page } from './page-cache.ts';

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
	const memory = pageCache({
		freshMs: () => 2_000,
		staleMs: 8_000,
		mostRefreshes: 2,
		now: () => clock.at,
		...(maxBytes && { maxBytes })
	});
	return {
		memory,
		clock,
		keep: (text: string, on: Dependency[] = []) => rendering(memory.advise('/')).keep(page(text), on)
	};
}

describe('the memory of pages', () => {
	test('lets one render and the others wait for it', async () => {
		const { memory } = openMemory();
		const first = rendering(memory.advise('/'));
		const second = memory.advise('/');
		if (second.do !== 'wait') throw new Error('two render at once');
		first.keep(page('a'), []);
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
		for (const key of keys) rendering(memory.advise(key)).keep(page(key), []);
		clock.at += 3_000;
		const due = keys.map((key) => memory.advise(key));
		expect(due.map((advice) => 'refresh' in advice)).toEqual([true, true, false]);
		for (const advice of due.slice(0, 2)) refresh(advice).keep(page('b'), []);
		expect(memory.advise('/3')).toHaveProperty('refresh');
	});

	test('serves nothing that began before anything may have changed', () => {
		const { memory, clock } = openMemory();
		const slow = rendering(memory.advise('/'));
		clock.at += 5;
		memory.follow({ changes: null, began: Number.NEGATIVE_INFINITY });
		slow.keep(page('before'), []);
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
		const keep = (key: string) => rendering(memory.advise(key)).keep(page('x'.repeat(200)), []);
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
			rendering(memory.advise(key)).keep(page('x'.repeat(200)), []);
			memory.advise('/1');
		}
		expect(memory.bytes()).toBeLessThanOrEqual(2_000);
		expect(memory.advise('/1').do).toBe('serve');
		expect(memory.advise('/2').do).toBe('render');
	});
});

const change = (...topics: string[]) => new Set(topics);
const atOnce: Dependency = { all: ['issue:7'], withinMs: 0 };
const soon: Dependency = { all: ['category:housing', 'changed:listed'], withinMs: 1_700 };
const later: Dependency = { all: ['votes:7'], withinMs: 8_000, lateMs: 2_000 };

describe('the memory of pages, where changes are read', () => {
	/** Changes are read once a second, as long as the clock is moved on by `pass`. */
	function openFollowed() {
		const { memory, clock, keep } = openMemory();
		memory.follow({ changes: null, began: clock.at });
		const pass = (ms: number) => {
			for (let left = ms; left > 0; left -= 1_000) {
				clock.at += Math.min(left, 1_000);
				memory.follow({ changes: [], began: clock.at });
			}
		};
		return { memory, clock, keep, pass };
	}

	test('serves a page that nothing concerned, and renders it anew behind the answer after a while', () => {
		const { memory, keep, pass } = openFollowed();
		keep('a', [soon]);
		pass(59_000);
		expect(memory.advise('/')).toEqual({ do: 'serve', page: expect.anything() });
		pass(1_000);
		expect(memory.advise('/')).toHaveProperty('refresh');
		pass(60_000);
		expect(memory.advise('/').do).toBe('wait');
	});

	test('ages pages from the last reading where none succeeds', () => {
		const { memory, clock, keep, pass } = openFollowed();
		keep('a', [soon]);
		pass(30_000);
		clock.at += 1_999;
		expect(memory.advise('/')).not.toHaveProperty('refresh');
		clock.at += 1;
		refresh(memory.advise('/')).giveUp();
		clock.at += 6_000;
		expect(memory.advise('/').do).toBe('render');
	});

	test('evicts at once what a change concerns that may not wait', () => {
		const { memory, clock, keep } = openFollowed();
		keep('a', [atOnce, soon]);
		memory.follow({ changes: [change('issue:8')], began: clock.at });
		expect(memory.advise('/').do).toBe('serve');
		memory.follow({ changes: [change('issue:7')], began: clock.at });
		expect(memory.advise('/').do).toBe('render');
	});

	test('goes by all topics of a dependency', () => {
		const { memory, clock, keep } = openFollowed();
		keep('a', [soon]);
		for (const changes of [[change('category:housing')], [change('changed:listed', 'category:jobs')]]) {
			memory.follow({ changes, began: clock.at });
			clock.at += 1_900;
			expect(memory.advise('/')).not.toHaveProperty('refresh');
		}
	});

	test('evicts a list that changes all the time once a second, and serves it meanwhile no longer than it may', () => {
		const { memory, clock, keep, pass } = openFollowed();
		const listed = () =>
			memory.follow({ changes: [change('category:housing', 'changed:listed')], began: clock.at });
		for (const text of ['a', 'b']) {
			keep(text, [soon]);
			listed();
		}
		keep('d', [soon]);
		listed();
		expect(memory.advise('/')).not.toHaveProperty('refresh');
		pass(999);
		expect(memory.advise('/')).not.toHaveProperty('refresh');
		pass(1);
		const anew = refresh(memory.advise('/'));
		clock.at += 699;
		expect(memory.advise('/').do).toBe('serve');
		clock.at += 1;
		expect(memory.advise('/').do).toBe('wait');
		anew.keep(page('e'), [soon]);
		expect(memory.advise('/')).toMatchObject({ do: 'serve', page: { etag: '"e"' } });
		pass(1_000);
		listed();
		expect(memory.advise('/').do).toBe('render');
	});

	test('does not hold against a rendering what was read before it started', () => {
		const { memory, clock } = openFollowed();
		const waited = rendering(memory.advise('/'));
		clock.at += 5;
		memory.follow({ changes: [change('issue:7')], began: clock.at });
		waited.starts();
		waited.keep(page('a'), [atOnce]);
		expect(memory.advise('/').do).toBe('serve');
	});

	test('lets no list stand that shows what is hidden', () => {
		const { memory, clock, keep } = openFollowed();
		keep('a', [later]);
		memory.follow({ changes: [change('votes:7', 'at_once')], began: clock.at });
		expect(memory.advise('/').do).toBe('render');
	});

	test('shows votes as late as before', () => {
		const { memory, clock, keep, pass } = openFollowed();
		keep('a', [later]);
		memory.follow({ changes: [change('votes:7')], began: clock.at });
		pass(1_999);
		expect(memory.advise('/')).not.toHaveProperty('refresh');
		pass(1);
		refresh(memory.advise('/')).giveUp();
		pass(6_000);
		expect(memory.advise('/').do).toBe('render');
	});

	test('never serves what is older than it may be, whatever happens in which order', () => {
		const dependencies = [atOnce, soon, later];
		const topics = fc.constantFrom(
			['issue:7'],
			['category:housing', 'changed:listed'],
			['votes:7'],
			['votes:7', 'at_once'],
			['issue:8', 'category:housing']
		);
		const step = fc.oneof(
			{
				weight: 4,
				arbitrary: fc.record({ does: fc.constant('pass' as const), ms: fc.integer({ min: 1, max: 900 }) })
			},
			{
				weight: 6,
				arbitrary: fc.record({
					does: fc.constantFrom('ask', 'ask', 'rendered', 'startReading', 'endReading')
				})
			},
			{ weight: 2, arbitrary: fc.record({ does: fc.constant('commit' as const), topics }) }
		);
		fc.assert(
			fc.property(
				fc.array(step, { minLength: 20, maxLength: 100, size: 'max' }),
				fc.subarray(dependencies, { minLength: 1 }),
				(steps, on) => {
					const { memory, clock } = openMemory();
					const committed: { at: number; topics: Set<string> }[] = [];
					let heard = 0;
					let heardUntil = clock.at;
					memory.follow({ changes: null, began: clock.at });
					let reading: { began: number; upto: number } | null = null;
					const underWay: { rendering: ReturnType<typeof rendering>; since: number }[] = [];
					for (const one of steps) {
						clock.at += 'ms' in one ? one.ms : 1;
						if ('topics' in one) committed.push({ at: clock.at, topics: new Set(one.topics) });
						if (one.does === 'startReading') reading ??= { began: clock.at, upto: committed.length };
						if (one.does === 'endReading' && reading) {
							const changes = committed.slice(heard, reading.upto).map((it) => it.topics);
							memory.follow({ changes, began: reading.began });
							({ upto: heard, began: heardUntil } = reading);
							reading = null;
						}
						if (one.does === 'rendered') {
							const done = underWay.shift();
							done?.rendering.keep(page(`${done.since}`), on);
						}
						if (one.does !== 'ask') continue;
						const advice = memory.advise('/');
						if (advice.do === 'render') underWay.push({ rendering: advice.rendering, since: clock.at });
						if (advice.do !== 'serve') continue;
						if (advice.refresh) underWay.push({ rendering: advice.refresh, since: clock.at });
						const since = Number(advice.page.body.toString());
						expect(clock.at - Math.max(since, heardUntil)).toBeLessThan(8_000);
						for (const { at, topics: touched } of committed.slice(0, heard)) {
							if (at <= since) continue;
							for (const { all, withinMs } of on) {
								if (!all.every((topic) => touched.has(topic))) continue;
								expect(clock.at - at).toBeLessThan(touched.has('at_once') ? 0 : withinMs);
							}
						}
					}
				}
			),
			{ numRuns: 2_000 }
		);
	});
});
