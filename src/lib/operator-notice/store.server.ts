import { clientFor, publicClient, unwrap } from '$lib/platform/database/client.server';
import type { Session } from '$lib/domain/session';
import type { NoticeInput } from './schema.ts';

export async function readShown() {
	const [row] = unwrap(await publicClient().rpc('submission_notice'));
	return row;
}

export async function readNotice(actor: Session): Promise<NoticeInput> {
	const [row] = unwrap(
		await clientFor(actor).from('operator_notice').select('text_zh, text_en, shown_until, version').limit(1)
	);
	if (!row) throw new Error('The row of the notice is gone.');
	return { textZh: row.text_zh, textEn: row.text_en, shownUntil: row.shown_until, version: row.version };
}

export async function saveNotice(
	actor: Session,
	{ version, textZh, textEn, shownUntil }: NoticeInput
): Promise<void> {
	unwrap(
		await clientFor(actor).rpc('save_operator_notice', {
			version,
			text_zh: textZh,
			text_en: textEn,
			...(shownUntil !== null && { shown_until: shownUntil })
		})
	);
}
