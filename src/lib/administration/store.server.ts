import { clientFor, publicClient, unwrap } from '$lib/platform/database/client.server';
import type { Session } from '$lib/domain/session';
import type { CategoryInput, DepartmentInput, RegionInput } from './schema';

const regionColumns = 'id, parent_id, key, path, level, name_zh, name_en, is_active, version';

export interface RegionRecord {
	id: number;
	parentId: number | null;
	key: string;
	path: string;
	level: number;
	nameZh: string;
	nameEn: string;
	isActive: boolean;
	version: number;
}

interface RegionRow {
	id: number;
	parent_id: number | null;
	key: string;
	path: unknown;
	level: number;
	name_zh: string;
	name_en: string;
	is_active: boolean;
	version: number;
}

const toRegion = (row: RegionRow): RegionRecord => ({
	id: row.id,
	parentId: row.parent_id,
	key: row.key,
	path: String(row.path),
	level: row.level,
	nameZh: row.name_zh,
	nameEn: row.name_en,
	isActive: row.is_active,
	version: row.version
});

/** The children of a region in the order of their ids, closed ones too. */
export async function readChildren(parentId: number): Promise<RegionRecord[]> {
	const rows = unwrap(
		await publicClient()
			.from('regions')
			.select(regionColumns)
			.eq('parent_id', parentId)
			.order('id')
			.limit(2_000)
	);
	return rows.map(toRegion);
}

export async function readRegions(ids: number[]): Promise<RegionRecord[]> {
	if (ids.length === 0) return [];
	const rows = unwrap(await publicClient().from('regions').select(regionColumns).in('id', ids).order('id'));
	return rows.map(toRegion);
}

/** The division code in force. */
export async function readRegionCode(id: number): Promise<string> {
	const [row] = unwrap(
		await publicClient().from('region_codes').select('code').eq('region_id', id).is('valid_to', null)
	);
	return row?.code ?? '';
}

export async function saveRegion(session: Session, id: number | null, input: RegionInput): Promise<number> {
	return unwrap(
		await clientFor(session).rpc('save_region', {
			// 0 is no region's id: the function takes it for none.
			region: id ?? 0,
			parent: input.parent ?? 0,
			version: input.version,
			key: input.key,
			level: input.level,
			name_zh: input.nameZh,
			name_en: input.nameEn,
			is_active: input.isActive,
			code: input.code
		})
	);
}

const departmentColumns = 'key, region_id, name_zh, name_en, duty_zh, duty_en, phone, is_active, version';

export interface DepartmentRecord {
	key: string;
	regionId: number;
	nameZh: string;
	nameEn: string;
	dutyZh: string;
	dutyEn: string;
	phone: string;
	isActive: boolean;
	version: number;
}

/** All of them, closed ones too, or the one of a key. */
export async function readDepartments(): Promise<DepartmentRecord[]> {
	const rows = unwrap(
		await publicClient().from('departments').select(departmentColumns).order('region_id').order('key')
	);
	return rows.map((row) => ({
		key: row.key,
		regionId: row.region_id,
		nameZh: row.name_zh,
		nameEn: row.name_en,
		dutyZh: row.duty_zh,
		dutyEn: row.duty_en,
		phone: row.phone ?? '',
		isActive: row.is_active,
		version: row.version
	}));
}

export async function saveDepartment(session: Session, input: DepartmentInput): Promise<void> {
	unwrap(
		await clientFor(session).rpc('save_department', {
			key: input.key,
			version: input.version,
			region: input.region,
			name_zh: input.nameZh,
			name_en: input.nameEn,
			duty_zh: input.dutyZh,
			duty_en: input.dutyEn,
			phone: input.phone,
			is_active: input.isActive
		})
	);
}

export interface CategoryRecord {
	key: string;
	position: number;
	nameZh: string;
	nameEn: string;
	isActive: boolean;
	version: number;
}

export async function readCategories(): Promise<CategoryRecord[]> {
	const rows = unwrap(
		await publicClient()
			.from('categories')
			.select('key, position, name_zh, name_en, is_active, version')
			.order('position')
	);
	return rows.map((row) => ({
		key: row.key,
		position: row.position,
		nameZh: row.name_zh,
		nameEn: row.name_en,
		isActive: row.is_active,
		version: row.version
	}));
}

export async function saveCategory(session: Session, input: CategoryInput): Promise<void> {
	unwrap(
		await clientFor(session).rpc('save_category', {
			key: input.key,
			version: input.version,
			place: input.position,
			name_zh: input.nameZh,
			name_en: input.nameEn,
			is_active: input.isActive
		})
	);
}
