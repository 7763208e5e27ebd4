import { z } from 'zod';
import { channels } from '$lib/domain/channels';
import { parseTime } from './times';

/** What a row may carry; other names are mapped onto these (`--map id=编号,title=标题`). */
export const columns = [
	'id',
	'title',
	'body',
	'posted_at',
	'likes',
	'reply',
	'replied_at',
	'category'
] as const;
type Column = (typeof columns)[number];
export type ColumnMap = Partial<Record<Column, string>>;

const text = z.union([z.string(), z.number()]).transform(String);
const optionalText = z
	.union([text, z.null(), z.undefined()])
	.transform((value) => (value?.trim() ? value : null));

const time = optionalText.transform((value, context) => {
	if (value === null) return null;
	const at = parseTime(value);
	if (at === null) context.addIssue({ code: 'custom', message: 'unreadable' });
	return at?.toISOString() ?? null;
});

const likes = optionalText.transform((value, context) => {
	if (value === null) return 0;
	const count = Number(value);
	if (!Number.isInteger(count) || count < 0 || count > 100_000_000) {
		context.addIssue({ code: 'custom', message: 'not_a_count' });
		return 0;
	}
	return count;
});

/** A text that was not UTF-8 cannot be put right here: the row goes back whole. */
const sound = (value: string | null) => value === null || !value.includes('\ufffd');

const importRowSchema = z.object({
	id: optionalText,
	title: text.refine(sound, 'not_utf8'),
	body: text.refine(sound, 'not_utf8'),
	posted_at: time,
	likes,
	reply: optionalText.refine(sound, 'not_utf8'),
	replied_at: time,
	category: optionalText
});
export type ImportRow = z.infer<typeof importRowSchema>;

/** Reads `message-board` and `message_board` alike. */
export const channelSchema = z
	.string()
	.transform((value) => value.replaceAll('-', '_'))
	.pipe(z.enum(channels));

/** `id=编号,title=标题` → { id: '编号', title: '标题' }; throws a sentence about what is wrong. */
export function parseColumnMap(argument: string): ColumnMap {
	const map: ColumnMap = {};
	for (const pair of argument.split(',').filter(Boolean)) {
		const [name, source, ...more] = pair.split('=').map((part) => part.trim());
		const column = columns.find((known) => known === name);
		if (!column || !source || more.length > 0) {
			throw new Error(`--map: "${pair}" is not COLUMN=NAME with a column of: ${columns.join(', ')}.`);
		}
		map[column] = source;
	}
	return map;
}

/** Parses one row as read from a file; `reason` is a stable code for the rejected file. */
export function parseRow(
	raw: Record<string, unknown>,
	map: ColumnMap
): { row: ImportRow } | { reason: string } {
	const renamed = Object.fromEntries(columns.map((column) => [column, raw[map[column] ?? column]]));
	const parsed = importRowSchema.safeParse(renamed);
	if (parsed.success) return { row: parsed.data };
	const issue = parsed.error.issues[0];
	const column = String(issue?.path[0] ?? 'row');
	return { reason: issue?.code === 'custom' ? `${column}_${issue.message}` : `${column}_missing` };
}
