import { clientFor, publicClient, unwrap } from '$lib/platform/database/client.server';
import type { Session } from '$lib/domain/session';

export async function readClusters(actor: Session, pageSize: number, before: number | null) {
	return unwrap(
		await clientFor(actor).rpc('repeat_clusters', {
			page_size: pageSize,
			...(before !== null && { before_cluster: before })
		})
	);
}

export async function readGroups(actor: Session, pageSize: number) {
	return unwrap(await clientFor(actor).rpc('list_repeat_groups', { page_size: pageSize }));
}

/** A group with its public issues and its history, in one request; null when there is none. */
export async function readGroup(id: number) {
	const [row] = unwrap(
		await publicClient()
			.from('repeat_groups')
			.select(
				`id, category_key, note, version, made_at,
				members:repeat_members(issue:issues(
					id, title, status, channel, region_id, told_at, counters:issue_counters(votes), responses(round, body)
				)),
				events:repeat_events(id, at, kind, actor_role, issues, category_key, note)`
			)
			.eq('id', id)
			.limit(1)
	);
	return row ?? null;
}

export async function confirm(
	actor: Session,
	cluster: number,
	issues: number[],
	category: string | undefined,
	note: string
): Promise<number> {
	return unwrap(
		await clientFor(actor).rpc('confirm_repeats', { cluster, issues, note, ...(category && { category }) })
	);
}

export async function dismiss(actor: Session, cluster: number): Promise<void> {
	unwrap(await clientFor(actor).rpc('dismiss_repeats', { cluster }));
}

export async function group(actor: Session, issues: number[]): Promise<void> {
	unwrap(await clientFor(actor).rpc('group_repeats', { issues }));
}

export async function edit(
	actor: Session,
	repeatGroup: number,
	version: number,
	category: string,
	note: string
): Promise<void> {
	unwrap(
		await clientFor(actor).rpc('edit_repeat_group', {
			repeat_group: repeatGroup,
			expected_version: version,
			category,
			note
		})
	);
}

export async function remove(actor: Session, issue: number): Promise<boolean> {
	return unwrap(await clientFor(actor).rpc('remove_repeat', { issue }));
}
