import { categoryOf } from '$lib/categories/service.server';
import { DomainError } from '$lib/platform/errors';
import type { Session } from '$lib/domain/session';
import { regionOf } from '$lib/regions/service.server';
import { beginning } from '$lib/text/normalize';
import { prepareText } from '$lib/text/prepare.server';
import { kindsOf } from './rules.ts';
import type { Cluster, RepeatEvent, RepeatGroup, RepeatIssue } from './schema.ts';
import * as store from './store.server.ts';

const clustersShown = 15;
const groupsShown = 30;

/** What may be the same matter in the actor's regions, the newest suggestion first. */
export async function listClusters(actor: Session, before: number | null) {
	const rows = await store.readClusters(actor, clustersShown + 1, before);
	const byCluster = Map.groupBy(rows, (row) => row.cluster);
	const all = await Promise.all([...byCluster].map(([id, members]) => asCluster(id, members)));
	const clusters = all.slice(0, clustersShown);
	return { clusters, nextBefore: all.length > clustersShown ? (clusters.at(-1)?.id ?? null) : null };
}

type ClusterRow = Awaited<ReturnType<typeof store.readClusters>>[number];

async function asCluster(id: number, rows: ClusterRow[]): Promise<Cluster> {
	const issues = await Promise.all(
		rows.map(async (row) => ({
			id: row.issue_id,
			title: row.title,
			status: row.status,
			channel: row.channel,
			region: await placeOf(row.region_id),
			toldAt: row.told_at,
			votes: row.votes,
			answer: row.answer
		}))
	);
	return {
		id,
		issues,
		kinds: kindsOf(issues),
		score: Math.max(...rows.map(({ score }) => score)),
		groupId: rows.find(({ group_id }) => group_id !== null)?.group_id ?? null,
		categoryKey: rows[0]?.category_key ?? 'other'
	};
}

export async function listGroups(actor: Session) {
	const rows = await store.readGroups(actor, groupsShown);
	return Promise.all(
		rows.map(async (row) => ({
			id: row.id,
			category: await fieldOf(row.category_key),
			note: row.note,
			issues: row.issues,
			firstTold: row.first_told,
			lastTold: row.last_told
		}))
	);
}

/** As everybody reads it. Refuses repeat_not_found. */
export async function readGroup(id: number): Promise<RepeatGroup> {
	const row = await store.readGroup(id);
	if (!row || row.members.length === 0) throw new DomainError('repeat_not_found', 404);
	const issues = await Promise.all(
		row.members.map(async ({ issue }): Promise<RepeatIssue> => {
			const newest = issue.responses.toSorted((a, b) => b.round - a.round)[0];
			return {
				id: issue.id,
				title: issue.title,
				status: issue.status,
				channel: issue.channel,
				region: await placeOf(issue.region_id),
				toldAt: issue.told_at,
				votes: issue.counters?.votes ?? 0,
				answer: newest ? beginning(newest.body, 120) : null
			};
		})
	);
	issues.sort((a, b) => Date.parse(a.toldAt) - Date.parse(b.toldAt) || a.id - b.id);
	return {
		id: row.id,
		category: await fieldOf(row.category_key),
		note: row.note,
		version: row.version,
		madeAt: row.made_at,
		issues,
		kinds: kindsOf(issues),
		events: row.events.map(asEvent).sort((a, b) => b.id - a.id)
	};
}

type EventRow = NonNullable<Awaited<ReturnType<typeof store.readGroup>>>['events'][number];
const eventKinds = ['made', 'added', 'changed', 'removed', 'dissolved'] as const;

function asEvent({ id, at, kind, actor_role, issues, category_key, note }: EventRow): RepeatEvent {
	return {
		id,
		at,
		kind: eventKinds.find((known) => known === kind) ?? 'changed',
		role: actor_role,
		issues,
		categoryKey: category_key,
		note
	};
}

async function placeOf(id: number): Promise<RepeatIssue['region']> {
	const region = await regionOf(id);
	return { nameZh: region?.nameZh ?? '', nameEn: region?.nameEn ?? '', level: region?.level ?? 0 };
}

async function fieldOf(key: string): Promise<RepeatGroup['category']> {
	const category = await categoryOf(key);
	return { key, nameZh: category?.nameZh ?? key, nameEn: category?.nameEn ?? key };
}

/** The chosen issues of a cluster are one matter, the others are not. Answers the group. */
export function confirmRepeats(
	actor: Session,
	input: { cluster: number; issues: number[]; category?: string | undefined; note: string }
): Promise<number> {
	return store.confirm(actor, input.cluster, input.issues, input.category, prepareText(input.note).masked);
}

export function dismissRepeats(actor: Session, cluster: number): Promise<void> {
	return store.dismiss(actor, cluster);
}

export function editGroup(
	actor: Session,
	id: number,
	input: { version: number; category: string; note: string }
): Promise<void> {
	return store.edit(actor, id, input.version, input.category, prepareText(input.note).masked);
}

/** Another issue into a group. Refuses repeat_not_public, repeat_in_other_group, role_required. */
export async function addToGroup(actor: Session, id: number, issue: number): Promise<void> {
	const [member] = (await readGroup(id)).issues;
	if (!member) throw new DomainError('repeat_not_found', 404);
	await store.group(actor, [member.id, issue]);
}

/** Answers whether the group remains: one issue alone repeats nothing. */
export function removeFromGroup(actor: Session, issue: number): Promise<boolean> {
	return store.remove(actor, issue);
}
