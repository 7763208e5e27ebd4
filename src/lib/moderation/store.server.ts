import { clientFor, publicClient, unwrap } from '$lib/platform/database/client.server';
import { staffIssueColumns, toStaffIssue } from '$lib/issues/schema';
import type { StaffIssue } from '$lib/issues/types';
import type { Destination } from '$lib/domain/destinations';
import type { Session } from '$lib/domain/session';
import type { Claim, CopyInput, QueueCounts, QueueEntry, QueueQuery } from './schema.ts';

/** A text as lib/text prepares it: the masked copy and its words. */
export interface PreparedCopy {
	title: string;
	body: string;
	maskVersion: number;
	tokens: string[];
	tokenizerVersion: number;
}

export type QueueRow = Omit<QueueEntry, 'regionName' | 'categoryName'>;

export async function readQueue(actor: Session, query: QueueQuery, pageSize: number): Promise<QueueRow[]> {
	const rows = unwrap(
		await clientFor(actor).rpc('intake_queue', {
			kind: query.kind,
			page_size: pageSize,
			after_due: query.after_id ? query.after_due : undefined,
			after_id: query.after_due ? query.after_id : undefined
		})
	);
	return rows.map((row) => ({
		id: row.id,
		title: row.title,
		status: row.status,
		regionId: row.region_id,
		categoryKey: row.category_key,
		channel: row.channel,
		submittedAt: row.submitted_at,
		round: row.round,
		votes: row.votes ?? 0,
		isAppeal: row.is_appeal,
		isReturned: row.is_returned,
		isImported: row.is_imported,
		clockDueAt: row.clock_due_at,
		dueAt: row.due_at,
		waitingSince: row.waiting_since,
		flags: row.flags,
		claim: row.held_until ? { isMine: row.is_mine, holder: row.holder, until: row.held_until } : null
	}));
}

export async function countQueue(actor: Session): Promise<QueueCounts> {
	const [row] = unwrap(await clientFor(actor).rpc('intake_counts'));
	return {
		inAll: row?.in_all ?? 0,
		decide: row?.decide ?? 0,
		appeal: row?.appeal ?? 0,
		assign: row?.assign ?? 0,
		assignAgain: row?.assign_again ?? 0,
		flagged: row?.flagged ?? 0,
		author: row?.author ?? 0,
		overdue: row?.overdue ?? 0,
		waitsForIntake: row?.waits_for_intake ?? 0,
		changed: row?.changed ?? 0
	};
}

/** The issue with all that hangs under it and this person may see; null when there is none. */
export async function readIssue(actor: Session, id: number): Promise<StaffIssue | null> {
	const [row] = unwrap(await clientFor(actor).from('issues').select(staffIssueColumns).eq('id', id).limit(1));
	return row ? toStaffIssue(row) : null;
}

/** What a change must name, and where the issue lies; null when there is none that this person may see. */
export async function readStanding(
	actor: Session,
	id: number
): Promise<{ version: number; path: string } | null> {
	const [row] = unwrap(await clientFor(actor).from('issues').select('version, path').eq('id', id).limit(1));
	return row ? { version: row.version, path: String(row.path) } : null;
}

export async function readRejectionReasons() {
	const rows = unwrap(
		await publicClient()
			.from('rejection_reasons')
			.select('key, label_zh, label_en, text_zh, text_en')
			.order('position')
	);
	return rows.map(({ key, label_zh, label_en, text_zh, text_en }) => ({
		key,
		nameZh: label_zh,
		nameEn: label_en,
		meaning: { nameZh: text_zh, nameEn: text_en }
	}));
}

export async function publish(
	actor: Session,
	issue: number,
	input: { version: number; region: number; category: string },
	copy: PreparedCopy | null
): Promise<void> {
	unwrap(
		await clientFor(actor).rpc('publish_issue', {
			issue,
			expected_version: input.version,
			region: input.region,
			category: input.category,
			...(copy && {
				title: copy.title,
				body: copy.body,
				mask_version: copy.maskVersion,
				tokens: copy.tokens,
				tokenizer_version: copy.tokenizerVersion
			})
		})
	);
}

export async function editCopy(
	actor: Session,
	issue: number,
	version: CopyInput['version'],
	copy: PreparedCopy
): Promise<void> {
	unwrap(
		await clientFor(actor).rpc('edit_public_copy', {
			issue,
			expected_version: version,
			title: copy.title,
			body: copy.body,
			mask_version: copy.maskVersion,
			tokens: copy.tokens,
			tokenizer_version: copy.tokenizerVersion
		})
	);
}

export async function ask(actor: Session, issue: number, question: string): Promise<void> {
	unwrap(await clientFor(actor).rpc('request_info', { issue, question }));
}

export async function reject(actor: Session, issue: number, reason: string, note: string): Promise<void> {
	unwrap(await clientFor(actor).rpc('reject_issue', { issue, reason, note }));
}

export async function transfer(
	actor: Session,
	issue: number,
	destination: Destination,
	note: string
): Promise<void> {
	unwrap(await clientFor(actor).rpc('transfer_issue', { issue, destination, note }));
}

export async function assign(
	actor: Session,
	issue: number,
	lead: string,
	cooperating: string[]
): Promise<void> {
	unwrap(await clientFor(actor).rpc('assign_issue', { issue, lead_department: lead, cooperating }));
}

export async function readOriginal(
	actor: Session,
	issue: number
): Promise<{ title: string; body: string } | null> {
	const [row] = unwrap(await clientFor(actor).rpc('read_original', { issue }));
	return row ? { title: row.title, body: row.body } : null;
}

/** Claims what waits, or says who holds it; null where nobody does. `takeOver` takes it from a colleague. */
export async function claim(actor: Session, issue: number, takeOver: boolean): Promise<Claim | null> {
	const [row] = unwrap(await clientFor(actor).rpc('claim_issue', { issue, take_over: takeOver }));
	return row ? { isMine: row.is_mine, holder: row.holder, until: row.until } : null;
}

export async function release(actor: Session, issue: number): Promise<void> {
	unwrap(await clientFor(actor).rpc('release_issue', { issue }));
}
