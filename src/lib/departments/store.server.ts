import { publicClient, unwrap } from '$lib/platform/database/client.server.ts';
import type { Department } from './rules.ts';

export async function readDepartments(): Promise<Department[]> {
	const rows = unwrap(
		await publicClient()
			.from('departments')
			.select('key, region_id, name_zh, name_en, duty_zh, duty_en, phone, is_active')
			.order('region_id')
			.order('key')
	);
	return rows.map((row) => ({
		key: row.key,
		regionId: row.region_id,
		nameZh: row.name_zh,
		nameEn: row.name_en,
		dutyZh: row.duty_zh,
		dutyEn: row.duty_en,
		phone: row.phone,
		isActive: row.is_active
	}));
}
