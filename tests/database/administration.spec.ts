import { describe, expect, it } from 'vitest';
import { openTown } from '../support/town.ts';

const { sql, city, north, commission } = await openTown();

describe('administering the tree', () => {
	const region = (over: object) => ({
		region: 0,
		version: 0,
		parent: 2,
		key: 'lake',
		level: 4,
		name_zh: '湖镇',
		name_en: 'Lake',
		is_active: true,
		code: '',
		...over
	});

	it('stays within the own subtree', async () => {
		expect((await north.as.rpc('save_region', region({}))).error).toBeNull();
		expect((await north.as.rpc('save_region', region({ parent: 3, key: 'sea' }))).error?.message).toBe(
			'role_required'
		);
		expect((await north.as.rpc('save_region', region({ region: 1, version: 1 }))).error?.message).toBe(
			'role_required'
		);
		expect((await commission.as.rpc('save_region', region({ key: 'sea' }))).error?.message).toBe(
			'role_required'
		);
		expect((await north.as.rpc('save_region', region({}))).error?.message).toBe('key_taken');
		expect((await north.as.rpc('save_region', region({ key: 'up', level: 3 }))).error?.message).toBe(
			'region_level_invalid'
		);
	});

	it('keeps the old division code with its last day', async () => {
		const save = (version: number, code: string) =>
			city.as.rpc(
				'save_region',
				region({ region: 3, version, key: 'south', level: 3, name_zh: '南县', code })
			);
		await save(1, '130534');
		await sql`update public.region_codes set valid_from = '2000-01-01' where region_id = 3`;
		expect((await save(2, '130535')).error).toBeNull();
		const codes =
			await sql`select code, valid_to is null as current from public.region_codes where region_id = 3 order by code`;
		expect(codes).toEqual([
			{ code: '130534', current: false },
			{ code: '130535', current: true }
		]);
	});

	it('tells whoever saves second', async () => {
		const save = (name_zh: string) =>
			north.as.rpc('save_department', {
				key: 'water',
				version: 1,
				region: 2,
				name_zh,
				name_en: 'Water',
				duty_zh: '',
				duty_en: '',
				phone: '',
				is_active: true
			});
		const answers = await Promise.all([save('水利局'), save('水务局')]);
		expect(answers.map(({ error }) => error?.message ?? 'saved').sort()).toEqual(['saved', 'stale_edit']);
	});

	it('leaves categories to administrators of a root', async () => {
		const save = (actor: typeof city, position: number) =>
			actor.as.rpc('save_category', {
				key: 'culture',
				version: 0,
				place: position,
				name_zh: '文化',
				name_en: 'Culture',
				is_active: true
			});
		expect((await save(north, 20)).error?.message).toBe('role_required');
		expect((await save(city, 1)).error?.message).toBe('category_position_taken');
		expect((await save(city, 20)).error).toBeNull();
	});
});
