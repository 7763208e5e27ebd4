import { publicClient, unwrap } from '$lib/platform/database/client.server';
import type { Region } from './rules.ts';

/** As many rows as a hosted project's Data API hands out at once. */
const batch = 1000;

export async function readRegions(): Promise<Region[]> {
	const regions: Region[] = [];
	for (let full = true; full;) {
		const rows = unwrap(
			await publicClient()
				.from('regions')
				.select('id, parent_id, key, path, level, name_zh, name_en, is_active')
				.gt('id', regions.at(-1)?.id ?? 0)
				.order('id')
				.limit(batch)
		);
		for (const row of rows) {
			regions.push({
				id: row.id,
				parentId: row.parent_id,
				key: row.key,
				path: String(row.path),
				level: row.level,
				nameZh: row.name_zh,
				nameEn: row.name_en,
				isActive: row.is_active
			});
		}
		full = rows.length === batch;
	}
	return regions;
}
