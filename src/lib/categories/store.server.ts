import { publicClient, unwrap } from '$lib/platform/database/client.server.ts';
import type { Category } from './rules.ts';

export async function readCategories(): Promise<Category[]> {
	const rows = unwrap(
		await publicClient().from('categories').select('key, name_zh, name_en, is_active').order('position')
	);
	return rows.map((row) => ({
		key: row.key,
		nameZh: row.name_zh,
		nameEn: row.name_en,
		isActive: row.is_active
	}));
}
