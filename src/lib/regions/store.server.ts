import { publicClient, unwrap } from '$lib/platform/database.server.ts';
import type { Region } from './rules.ts';

export async function readActiveRegions(): Promise<Region[]> {
	const rows = unwrap(
		await publicClient()
			.from('regions')
			.select('id, parent_id, key, path, level, name_zh, name_en')
			.eq('is_active', true)
			.order('id')
			.limit(100_000)
	);
	return rows.map((row) => ({
		id: row.id,
		parentId: row.parent_id,
		key: row.key,
		path: String(row.path),
		level: row.level,
		nameZh: row.name_zh,
		nameEn: row.name_en
	}));
}
