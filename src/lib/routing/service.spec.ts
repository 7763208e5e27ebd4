import { beforeEach, expect, test, vi } from 'vitest';
import type { Session } from '$lib/domain/session';
import { train } from './model.ts';
import { featuresOf } from './features.server.ts';

interface Row {
	kind: string;
	trained_at: string;
	model: string;
}

const asked: (string | null)[] = [];
let stored: Row[] = [];

vi.mock('./store.server.ts', () => ({
	readModelsSince: (_: Session, known: string | null) => {
		asked.push(known);
		return Promise.resolve(stored.filter(({ trained_at }) => known === null || trained_at > known));
	}
}));
const { adviseOn, refreshModels } = await import('./service.server.ts');

const officer = {} as Session;
const lamp = { title: '路灯不亮', body: '晚上路灯都不亮' };
const modelOf = (label: string) =>
	JSON.stringify(
		train([
			{ features: featuresOf(lamp), label },
			{ features: featuresOf({ title: '食堂不干净', body: '学校食堂不干净' }), label: 'other' }
		])
	);
const advised = () => adviseOn('category', lamp, ['a', 'b']).map(({ key }) => key);

beforeEach(() => {
	asked.length = 0;
});

test('a model is read once, though there is none of the other kind, and again when it was trained anew', async () => {
	stored = [{ kind: 'category', trained_at: '2026-11-01T00:00:00+00:00', model: modelOf('a') }];
	await refreshModels(officer);
	await refreshModels(officer);
	expect(asked).toEqual([null, '2026-11-01T00:00:00+00:00']);
	expect(advised()).toEqual(['a']);
	stored = [{ kind: 'category', trained_at: '2026-11-02T00:00:00+00:00', model: modelOf('b') }];
	await refreshModels(officer);
	expect(advised()).toEqual(['b']);
});

test('of two models the newer is not read again because the other is older', async () => {
	stored.push({ kind: 'department', trained_at: '2026-11-03T00:00:00+00:00', model: modelOf('a') });
	await refreshModels(officer);
	await refreshModels(officer);
	expect(asked.at(-1)).toBe('2026-11-03T00:00:00+00:00');
});
