import { categoryOf } from '$lib/categories/service.server';
import { clocksSchema } from '$lib/deadlines/schema';
import { departmentOf } from '$lib/departments/service.server';
import { DomainError } from '$lib/platform/errors';
import type { Named } from '$lib/platform/i18n/local-name';
import { breadcrumb } from '$lib/regions/service.server';
import { eventPayloadSchema, toRatingCounts } from '../schema.ts';
import type { Picture } from '../types.ts';
import type { PublicAnswer, PublicIssue, PublicRatings } from './rules.ts';
import { readMergedInto, readPublicIssue, type IssueRow } from './store.server.ts';

export interface Reading {
	issue: PublicIssue;
	/** Where a merged issue went: its page leads there. */
	mergedInto: number | null;
}

/** The issue as everybody may read it; whatever is not public does not exist here. Refuses issue_not_found. */
export async function readIssue(number: string): Promise<Reading> {
	const row = /^[1-9]\d{0,14}$/.test(number) ? await readPublicIssue(Number(number)) : null;
	if (!row) throw new DomainError('issue_not_found', 404);
	return { issue: await asIssue(row), mergedInto: row.merged_into };
}

/** Did this issue go into that one? */
export async function wasMergedInto(number: string, remaining: number): Promise<boolean> {
	return /^[1-9]\d{0,14}$/.test(number) && (await readMergedInto(Number(number))) === remaining;
}

async function asIssue(row: IssueRow): Promise<PublicIssue> {
	const [regions, category, departments] = await Promise.all([
		breadcrumb(String(row.path)),
		categoryOf(row.category_key),
		namesOf(departmentKeys(row))
	]);
	return {
		id: row.id,
		title: row.title,
		body: row.body,
		status: row.status,
		round: row.round,
		regions: regions.map(({ id, nameZh, nameEn }) => ({ id, nameZh, nameEn })),
		category: {
			key: row.category_key,
			nameZh: category?.nameZh ?? row.category_key,
			nameEn: category?.nameEn ?? row.category_key
		},
		channel: row.channel,
		source: row.source,
		isImported: row.is_imported,
		authorShown: row.author_shown,
		toldAt: row.told_at,
		publishedAt: row.published_at ?? row.told_at,
		leadDepartmentKey: row.lead_department_key,
		votes: row.counters?.votes ?? 0,
		follows: row.counters?.follows ?? 0,
		broughtAlong: row.counters?.brought_along ?? 0,
		repeats: row.repeat && { group: row.repeat.group.id, issues: row.repeat.group.members.length },
		pictures: picturesOf(row, null),
		// The time before publication is between the author and intake.
		clocks: clocksSchema.parse(row.clocks).filter((clock) => clock.kind !== 'accept'),
		commitments: row.commitments
			.map((one) => ({
				id: one.id,
				round: one.round,
				departmentKey: one.department_key,
				measure: one.measure,
				owner: one.owner,
				dueOn: one.due_on,
				target: one.target,
				actual: one.actual,
				unit: one.unit,
				keptAt: one.kept_at
			}))
			.sort((a, b) => a.dueOn.localeCompare(b.dueOn) || a.id - b.id),
		answers: row.responses.map((response) => asAnswer(response, row)).sort((a, b) => b.round - a.round),
		events: row.events
			.map((event) => ({
				id: event.id,
				at: event.at,
				kind: event.kind,
				role: event.actor_role,
				departmentKey: event.actor_department,
				payload: eventPayloadSchema.parse(event.payload)
			}))
			.sort((a, b) => a.id - b.id),
		departments
	};
}

function asAnswer(response: IssueRow['responses'][number], row: IssueRow): PublicAnswer {
	const revisions = response.revisions
		.map(({ revision, body, reason, published_at }) => ({
			revision,
			body,
			reason,
			publishedAt: published_at
		}))
		.sort((a, b) => b.revision - a.revision);
	return {
		id: response.id,
		round: response.round,
		departmentKey: response.department_key,
		body: response.body,
		revision: response.revision,
		reason: revisions[0]?.reason ?? '',
		earlier: revisions.filter((one) => one.revision < response.revision),
		saysResolved: response.says_resolved,
		publishedAt: response.published_at,
		revisedAt: response.revised_at,
		isImported: response.is_imported,
		reopenedAt: response.reopened_at,
		pictures: picturesOf(row, response.round),
		ratings: countsOf(response.summary[0]),
		comments: response.comments.map((one) => ({
			id: one.id,
			text: one.comment,
			satisfaction: one.satisfaction,
			byAuthor: one.by_author,
			ratedAt: one.rated_at
		}))
	};
}

function countsOf(row: IssueRow['responses'][number]['summary'][number] | undefined): PublicRatings | null {
	return row ? { ...toRatingCounts(row), comments: row.comments ?? 0 } : null;
}

function picturesOf(row: IssueRow, round: number | null): Picture[] {
	return row.attachments
		.filter((one) => one.response_round === round)
		.sort((a, b) => a.position - b.position)
		.map(({ id, width, height }) => ({ id, width, height }));
}

function departmentKeys(row: IssueRow): Set<string> {
	const named = [
		row.lead_department_key,
		...row.clocks.map((clock) => clock.department_key),
		...row.responses.map((response) => response.department_key),
		...row.commitments.map((commitment) => commitment.department_key),
		...row.events.flatMap((event) => {
			const { department, cooperating } = eventPayloadSchema.parse(event.payload);
			return [event.actor_department, department, ...(cooperating ?? [])];
		})
	];
	return new Set(named.filter((key) => key !== null && key !== undefined));
}

async function namesOf(keys: Set<string>): Promise<Record<string, Named>> {
	const entries = [...keys].map(async (key) => {
		const known = await departmentOf(key);
		return [key, { nameZh: known?.nameZh ?? key, nameEn: known?.nameEn ?? key }] as const;
	});
	return Object.fromEntries(await Promise.all(entries));
}
