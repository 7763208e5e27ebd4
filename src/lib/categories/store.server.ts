import { publicClient, unwrap } from '$lib/platform/database.server.ts';
import type { Category } from './rules.ts';

export async function readActiveCategories(): Promise<Category[]> {
	const rows = unwrap(
		await publicClient()
			.from('categories')
			.select('key, name_zh, name_en')
			.eq('is_active', true)
			.order('position')
	);
	return rows.map((row) => ({ key: row.key, nameZh: row.name_zh, nameEn: row.name_en }));
}
