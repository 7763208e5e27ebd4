import { remember } from '$lib/platform/remember.ts';
import type { Session } from '$lib/platform/session';
import type { NoticeInput, SubmissionNotice } from './schema.ts';
import * as store from './store.server.ts';

const nothing: SubmissionNotice = { notice: null, backlog: null };

const shown = remember(
	10,
	async (_: 'one'): Promise<SubmissionNotice> => {
		const row = await store.readShown();
		if (!row) return nothing;
		return {
			notice: row.text_zh === '' ? null : { nameZh: row.text_zh, nameEn: row.text_en },
			backlog: row.overdue > 0 ? { waiting: row.waiting, overdue: row.overdue } : null
		};
	},
	{ until: ['notice'] }
);

/** Up to ten seconds old, twenty in a crowd. */
export function readSubmissionNotice(): Promise<SubmissionNotice> {
	return shown('one');
}

/** For administrators: as it stands, shown or not. */
export function readNotice(actor: Session): Promise<NoticeInput> {
	return store.readNotice(actor);
}

export async function saveNotice(actor: Session, input: NoticeInput): Promise<void> {
	await store.saveNotice(actor, input);
	shown.forget();
}

export function takeDown(actor: Session, version: number): Promise<void> {
	return saveNotice(actor, { version, textZh: '', textEn: '', shownUntil: null });
}
