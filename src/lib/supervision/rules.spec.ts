import { describe, expect, it } from 'vitest';
import type { Region } from '$lib/regions/rules';
import { readLedger, supervisedRegions } from './rules.ts';

const region = (id: number, path: string): Region => ({
	id,
	path,
	parentId: null,
	key: path.split('.').at(-1) ?? '',
	level: path.split('.').length + 1,
	isActive: true,
	nameZh: path,
	nameEn: path
});
const tree = [
	region(1, 'city'),
	region(2, 'city.north'),
	region(3, 'city.north.hill'),
	region(4, 'city.northwest')
];

describe('the regions that somebody supervises', () => {
	it('are those of the grants with all below, and no region whose name only begins alike', () => {
		const grants = [{ role: 'supervisor' as const, regionId: 2, path: 'city.north', departmentKey: null }];
		expect(supervisedRegions(grants, tree).map(({ id }) => id)).toEqual([2, 3]);
	});

	it('are none for a role that does not supervise', () => {
		expect(
			supervisedRegions([{ role: 'officer', regionId: 1, path: 'city', departmentKey: 'water' }], tree)
		).toEqual([]);
	});
});

describe('the ledger in an address', () => {
	const read = (query: string) => readLedger(new URLSearchParams(query), tree.slice(1), new Set(['water']));

	it('starts with the first supervised region', () => {
		expect(read('')).toEqual({
			filter: { region: 2, department: null, clock: null },
			cursor: null,
			ignored: []
		});
	});

	it('keeps the cursor to the microsecond, in both spellings of the Data API', () => {
		for (const due of ['2026-11-23 15:59:59.999999+00', '2026-11-23T15:59:59.999999+00:00']) {
			expect(read(`after_due=${encodeURIComponent(due)}&after_id=7`)?.cursor).toEqual({ due, id: 7 });
		}
	});

	it.each(['region=1', 'department=roads', 'clock=never', 'after_due=yesterday', 'region=x'])(
		'leaves out %s',
		(query) => {
			expect(read(query)).toMatchObject({
				filter: { region: 2, department: null, clock: null },
				cursor: null
			});
			expect(read(query)?.ignored).toEqual([query.split('=')[0]]);
		}
	);
});
