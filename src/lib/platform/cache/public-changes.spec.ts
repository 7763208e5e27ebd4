import { expect, test } from 'vitest';
import { changeReader, type ReadChanges } from './public-changes.ts';

/** A reader whose questions the test answers, and what it told. */
function openReader() {
	const clock = { at: 1_000 };
	const asked: {
		seen: string | null;
		answer: (changes: string[][] | null, today?: string) => void;
		fail(): void;
	}[] = [];
	const notified: ReadChanges[] = [];
	const readNow = changeReader({
		now: () => clock.at,
		notify: (read) => notified.push(read),
		read: (seen) =>
			new Promise((resolve, reject) => {
				const upto = `${asked.length + 1}`;
				asked.push({
					seen,
					answer: (changes, today = '2026-11-25') => resolve({ upto, today, changes }),
					fail: () => reject(new Error('gone'))
				});
			})
	});
	async function read(changes: string[][] | null, today?: string) {
		const done = readNow();
		asked.at(-1)?.answer(changes, today);
		await done;
	}
	return { clock, asked, notified, readNow, read, last: () => notified.at(-1)?.changes };
}

test('starts with anything, then tells what changed since', async () => {
	const { asked, read, last } = openReader();
	await read([['ignored']]);
	expect(last()).toBeNull();
	await read([['figures'], ['issues', 'issue:7']]);
	expect(last()).toEqual([new Set(['figures']), new Set(['issues', 'issue:7'])]);
	expect(asked.map(({ seen }) => seen)).toEqual([null, '1']);
});

test('takes a gap, a new day and a long silence for anything', async () => {
	const { clock, asked, read, last } = openReader();
	await read([]);
	await read(null);
	expect(last()).toBeNull();
	await read([]);
	expect(last()).toEqual([]);
	await read([], '2026-11-26');
	expect(last()).toBeNull();
	clock.at += 3 * 60_000;
	await read([]);
	expect(last()).toBeNull();
	expect(asked.at(-1)?.seen).toBeNull();
});

test('a reading that began before the call does not do; those who wait share the next', async () => {
	const { asked, notified, readNow } = openReader();
	const first = readNow();
	const [second, third] = [readNow(), readNow()];
	expect(asked).toHaveLength(1);
	asked[0]?.answer([]);
	await first;
	await new Promise((done) => setTimeout(done));
	expect(asked).toHaveLength(2);
	asked[1]?.answer([['figures']]);
	await Promise.all([second, third]);
	expect(notified).toHaveLength(2);
});

test('asks from the same place again after a failure', async () => {
	const { asked, read, readNow, last } = openReader();
	await read([]);
	const failing = readNow();
	asked.at(-1)?.fail();
	await expect(failing).rejects.toThrow('gone');
	await read([['scores']]);
	expect(asked.at(-1)?.seen).toBe('1');
	expect(last()).toEqual([new Set(['scores'])]);
});
