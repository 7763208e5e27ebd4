import { publicClient, unwrap } from '$lib/platform/database/client.server';

export async function readDeadlineRules() {
	return unwrap(
		await publicClient().from('deadline_rules').select('kind, category_key, level, days').order('id')
	);
}
