import { cached } from '$lib/platform/cache/cached.ts';
import type { Session } from '$lib/domain/session';
import type { NoticeInput, SubmissionNotice } from './schema.ts';
import * as store from './store.server.ts';

const shown = cached(10, (_: 'one') => store.readShown(), { until: ['notice'] });

/** Up to ten seconds old, twenty in a crowd. */
export async function readSubmissionNotice(): Promise<SubmissionNotice> {
	const row = await shown('one');
	return {
		notice: row && row.text_zh !== '' ? { nameZh: row.text_zh, nameEn: row.text_en } : null,
		backlog: row && row.overdue > 0 ? { waiting: row.waiting, overdue: row.overdue } : null
	};
}

/** Issues that are not public yet and wait to be checked; up to ten seconds old. */
export async function readBacklog(): Promise<{ waiting: number; overdue: number }> {
	const row = await shown('one');
	return { waiting: row?.waiting ?? 0, overdue: row?.overdue ?? 0 };
}

/** For administrators: as it stands, shown or not. */
export function readNotice(actor: Session): Promise<NoticeInput> {
	return store.readNotice(actor);
}

export async function saveNotice(actor: Session, input: NoticeInput): Promise<void> {
	await store.saveNotice(actor, input);
	shown.clear();
}

export function takeDown(actor: Session, version: number): Promise<void> {
	return saveNotice(actor, { version, textZh: '', textEn: '', shownUntil: null });
}
