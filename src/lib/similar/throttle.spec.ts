import { expect, test } from 'vitest';
import { throttled } from './throttle.server.ts';

/** Asks that stay open until they are told to end. */
function openAsks() {
	let [open, most] = [0, 0];
	const ends: (() => void)[] = [];
	const ask = async () => {
		most = Math.max(most, ++open);
		await new Promise<void>((resolve) => ends.push(resolve));
		open--;
		return 'answer';
	};
	const endAll = async () => {
		for (let idle = 0; idle < 5; idle++) {
			if (ends.length > 0) idle = 0;
			for (const end of ends.splice(0)) end();
			await new Promise(setImmediate);
		}
	};
	return { ask, endAll, open: () => open, most: () => most };
}

const soon = () => new Promise(setImmediate);

test('one network takes sixteen turns at once, others are answered meanwhile, and the rest wait', async () => {
	const asks = openAsks();
	const many = Array.from({ length: 100 }, () => throttled('203.0.113.7', asks.ask));
	await soon();
	expect(asks.open()).toBe(16);
	expect(await throttled('203.0.113.8', () => Promise.resolve('at once'))).toBe('at once');
	await asks.endAll();
	expect(await Promise.all(many)).toEqual(Array(100).fill('answer'));
	expect(asks.most()).toBe(16);
});

test('a line that is too long is refused, and open again when it is gone', async () => {
	const asks = openAsks();
	const many = Array.from({ length: 300 }, () => throttled('203.0.113.7', asks.ask));
	await soon();
	await asks.endAll();
	const answers = await Promise.all(many);
	expect(answers.filter((answer) => answer === null)).toHaveLength(300 - 216);
	expect(await throttled('203.0.113.7', () => Promise.resolve('again'))).toBe('again');
});

test('all together take sixty-four turns; a failed one gives its turn back', async () => {
	const asks = openAsks();
	const many = Array.from({ length: 80 }, (_, n) => throttled(`203.0.113.${n}`, asks.ask));
	await soon();
	expect(asks.open()).toBe(64);
	await asks.endAll();
	expect((await Promise.all(many)).filter((answer) => answer === null)).toHaveLength(16);
	for (let n = 0; n < 70; n++)
		await expect(throttled('203.0.113.1', () => Promise.reject(new Error('down')))).rejects.toThrow('down');
	expect(await throttled('203.0.113.1', () => Promise.resolve('up'))).toBe('up');
});
