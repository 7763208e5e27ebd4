import { describe, expect, test } from 'vitest';
import { breadcrumbIn, depthOf, inTreeOrder, regionChoices, type Region } from './rules.ts';

function region(id: number, parentId: number | null, path: string): Region {
	const keys = path.split('.');
	return {
		id,
		parentId,
		path,
		key: keys.at(-1) ?? '',
		level: keys.length + 1,
		nameZh: path,
		nameEn: path,
		isActive: true
	};
}

const tree = [
	region(1, null, 'city'),
	region(2, 1, 'city.north'),
	region(3, 1, 'city.south'),
	region(4, 2, 'city.north.hill'),
	region(5, 4, 'city.north.hill.spring')
];

describe('the tree of regions', () => {
	test('puts children right below their parent', () => {
		expect(inTreeOrder([...tree].reverse()).map((r) => r.id)).toEqual([1, 2, 4, 5, 3]);
	});

	test('treats a region whose parent is not given as a root', () => {
		expect(inTreeOrder(tree.slice(1)).map((r) => r.id)).toEqual([2, 4, 5, 3]);
	});

	test('leads from the root to a path, and is not fooled by a common beginning', () => {
		const regions = [...tree, region(6, 1, 'city.nor')];
		expect(breadcrumbIn(regions, 'city.north.hill').map((r) => r.id)).toEqual([1, 2, 4]);
	});

	test('knows its depth', () => {
		expect(tree.map(depthOf)).toEqual([0, 1, 1, 2, 3]);
	});

	test('offers everything while the list is short, and one step further at a time when it is long', () => {
		expect(regionChoices(tree)).toHaveLength(5);
		const villages = Array.from({ length: 400 }, (_, i) => region(100 + i, 4, `city.north.hill.v${i}`));
		const large = [...tree, ...villages];
		expect(regionChoices(large).map((r) => r.id)).toEqual([1, 2, 3]);
		expect(regionChoices(large, 2).map((r) => r.id)).toEqual([1, 2, 3, 4]);
		expect(regionChoices(large, 4)).toHaveLength(405);
		expect(
			regionChoices(large.slice(1), 4)
				.map((r) => r.id)
				.slice(0, 4)
		).toEqual([2, 3, 4, 5]);
		expect(regionChoices(large.slice(1)).map((r) => r.id)).toEqual([2, 3]);
	});
});
