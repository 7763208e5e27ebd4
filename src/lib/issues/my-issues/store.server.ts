import { clientFor, unwrap } from '$lib/platform/database/client.server';
import type { Session } from '$lib/domain/session';
import type { IssueStatus } from '$lib/domain/statuses';
import { staffIssueColumns, toStaffIssue } from '../schema.ts';
import type { StaffIssue } from '../types.ts';
import type { PreparedIssue } from '../submission/prepare.server.ts';

export interface OwnListed {
	id: number;
	title: string;
	status: IssueStatus;
	submittedAt: string;
}

export async function readOwnIssues(session: Session): Promise<OwnListed[]> {
	const rows = unwrap(await clientFor(session).rpc('my_issues').select('id, title, status, submitted_at'));
	return rows.map(({ id, title, status, submitted_at }) => ({
		id,
		title,
		status,
		submittedAt: submitted_at
	}));
}

/** The author's own words; null when the issue is not theirs. */
export async function readOriginal(
	session: Session,
	issue: number
): Promise<{ title: string; body: string } | null> {
	const [original] = unwrap(await clientFor(session).rpc('my_original', { issue }));
	return original ?? null;
}

export async function readIssue(session: Session, id: number): Promise<StaffIssue | null> {
	const [row] = unwrap(
		await clientFor(session).from('issues').select(staffIssueColumns).eq('id', id).limit(1)
	);
	return row ? toStaffIssue(row) : null;
}

export async function readRejection(session: Session, key: string) {
	const [reason] = unwrap(
		await clientFor(session)
			.from('rejection_reasons')
			.select('label_zh, label_en, text_zh, text_en')
			.eq('key', key)
			.limit(1)
	);
	if (!reason) return null;
	const { label_zh, label_en, text_zh, text_en } = reason;
	return { nameZh: label_zh, nameEn: label_en, meaning: { nameZh: text_zh, nameEn: text_en } };
}

export async function complete(session: Session, issue: number, prepared: PreparedIssue): Promise<void> {
	unwrap(await clientFor(session).rpc('complete_issue', { issue, ...prepared }));
}

export async function appeal(session: Session, issue: number, reason: string): Promise<void> {
	unwrap(await clientFor(session).rpc('appeal_issue', { issue, reason }));
}

export async function withdraw(session: Session, issue: number): Promise<string> {
	return unwrap(await clientFor(session).rpc('withdraw_issue', { issue }));
}
