import { serviceClient, unwrap } from '$lib/platform/database/client.server';
import type { IssueChannel } from '$lib/domain/channels';

/** As public.import_issues() takes it. */
export interface PreparedRow {
	external_id: string;
	title: string;
	body: string;
	title_original: string;
	body_original: string;
	mask_version: number;
	tokens: string[];
	tokenizer_version: number;
	region_id: number;
	category_key: string;
	told_at: string | null;
	likes: number;
	reply: string | null;
	reply_original: string | null;
	reply_tokens: string[];
	replied_at: string | null;
}

export interface BatchTarget {
	channel: IssueChannel;
	source: string;
	account: string;
	department: string | null;
	publish: boolean;
}

/** One transaction; outcomes in the order of the rows. */
export async function importBatch(rows: PreparedRow[], target: BatchTarget) {
	return unwrap(
		await serviceClient()
			.rpc('import_issues', {
				rows: JSON.stringify(rows),
				channel: target.channel,
				source: target.source,
				acting_account: target.account,
				department: target.department ?? undefined,
				publish: target.publish
			})
			.order('ord')
	);
}

/** After the last batch: counts what came, and lets the planner know of it. */
export async function finishImport(): Promise<void> {
	unwrap(await serviceClient().rpc('finish_import'));
}

/** The account of a staff mail, by its keyed hash; null when nobody has it. */
export async function findStaffAccount(mailHash: string): Promise<string | null> {
	return unwrap(await serviceClient().rpc('import_account', { mail_hash: mailHash }));
}

export async function regionIdOfCode(code: string): Promise<number | null> {
	const client = serviceClient();
	const [byCode, byKey] = await Promise.all([
		client.from('region_codes').select('region_id').eq('code', code).is('valid_to', null).maybeSingle(),
		client.from('regions').select('id').eq('key', code).maybeSingle()
	]);
	return unwrap(byCode)?.region_id ?? unwrap(byKey)?.id ?? null;
}

/** The topmost regions: without --region an import needs exactly one. */
export async function rootRegionIds(): Promise<number[]> {
	return unwrap(await serviceClient().from('regions').select('id').is('parent_id', null)).map((r) => r.id);
}

export async function hasDepartment(key: string): Promise<boolean> {
	return (
		unwrap(await serviceClient().from('departments').select('key').eq('key', key).maybeSingle()) !== null
	);
}

export async function hasCategory(key: string): Promise<boolean> {
	return unwrap(await serviceClient().from('categories').select('key').eq('key', key).maybeSingle()) !== null;
}
