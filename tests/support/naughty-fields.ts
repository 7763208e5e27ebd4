import type postgres from 'postgres';
import type { Prepared } from './route-requests.ts';

/** Fields that a form has besides those without which it is refused; empty ones are sent only when it is their turn. */
export const optionalFields: Record<string, Record<string, string>> = {
	'POST /admin/categories/[key] ?/default': { isActive: 'on' },
	'POST /admin/categories/new ?/default': { isActive: 'on' },
	'POST /admin/departments/[key] ?/default': { dutyZh: '', dutyEn: '', phone: '' },
	'POST /admin/departments/new ?/default': { dutyZh: '', dutyEn: '', phone: '', isActive: 'on' },
	'POST /admin/regions/[id] ?/default': { code: '', parent: '' },
	'POST /admin/regions/new ?/default': { code: '', isActive: 'on' },
	'POST /commission/scores ?/publish': { note: '' },
	'POST /desk/[id=number] ?/commit': {
		commitment: '',
		commitment_version: '',
		target: '',
		actual: '',
		unit: '',
		kept: ''
	},
	'POST /desk/[id=number] ?/publish': { says_resolved: 'no' },
	'POST /desk/[id=number] ?/save': { says_resolved: 'no' },
	'POST /intake/[id=number] ?/assign': { cooperating: 'roads', advised: '' },
	'POST /intake/[id=number] ?/publish': { advised: '' },
	'POST /intake/[id=number] ?/reject': { note: '' },
	'POST /intake/[id=number] ?/transfer': { note: '' },
	'POST /intake/[id=number]/claim': { back: '' },
	'POST /intake/[id=number]/texts ?/hide': { seen: '' },
	'POST /issues/[id=number]/flag ?/default': { words: '' },
	'POST /issues/[id=number] ?/rate': { comment: '', to_the_point: 'yes', solved: 'yes' },
	'POST /issues/new ?/default': {
		name_form: 'anonymous',
		surname: '',
		look: ''
	},
	'POST /issues/new ?/default as collector': { external_id: '', told_level: '', told_on: '' },
	'POST /me/settings ?/save': { surname: '' },
	'POST /repeats ?/confirm': { note: '' },
	'POST /repeats/[id=number] ?/edit': { note: '' },
	'POST /preferences': { text: 'large' }
};

/** Long enough and short enough for every text: one in the form of another keyboard, one with a private number. */
export const meantStrings = ['Ça déborde à Sèvres'.normalize('NFD'), '请打13800138000找我'];

interface Kept {
	id: number;
	fields: NonNullable<Prepared['fields']>;
}
type Reading = (sql: postgres.Sql, kept: Kept) => Promise<{ text: string | null }[]>;

const lastEvent: Reading = (sql, { id }) => sql`
	select payload ->> 'text' as text from public.issue_events where issue_id = ${id} order by id desc limit 1`;
const ofIssue =
	(column: 'title' | 'body'): Reading =>
	(sql, { id }) =>
		sql`select ${sql(column)} as text from public.issues where id = ${id}`;
const newest =
	(table: string, column: string): Reading =>
	(sql) =>
		sql`select ${sql(column)} as text from ${sql(table)} order by id desc limit 1`;
const byKey =
	(table: string, column: string): Reading =>
	(sql, { fields }) =>
		sql`select ${sql(column)} as text from ${sql(table)} where key = ${String(fields.key)}`;

/** Names that an administrator gives, another system's number, and a draft that only its department reads. */
export const isKeptAsTyped = (endpoint: string) => /^POST \/admin|\?\/save$|as collector$/.test(endpoint);

/** Where a text that was accepted stands afterwards, in the form in which the public or the desks read it. */
export const keptAt: Record<string, Record<string, Reading>> = {
	'POST /issues/new ?/default': {
		title: newest('public.issues', 'title'),
		body: newest('public.issues', 'body')
	},
	'POST /issues/new ?/default as collector': { external_id: newest('public.issues', 'external_id') },
	'POST /me/issues/[id=number] ?/complete': { title: ofIssue('title'), body: ofIssue('body') },
	'POST /me/issues/[id=number] ?/appeal': { reason: lastEvent },
	'POST /intake/[id=number] ?/publish': { title: ofIssue('title'), body: ofIssue('body') },
	'POST /intake/[id=number] ?/correct': { title: ofIssue('title'), body: ofIssue('body') },
	'POST /intake/[id=number] ?/ask': { question: lastEvent },
	'POST /intake/[id=number] ?/reject': { note: lastEvent },
	'POST /intake/[id=number] ?/transfer': { note: lastEvent },
	'POST /intake/[id=number] ?/merge': { merge_reason: lastEvent },
	'POST /intake/[id=number] ?/unmerge': { merge_reason: lastEvent },
	'POST /intake/[id=number]/texts ?/leave': { note: lastEvent },
	'POST /desk/[id=number] ?/save': {
		body: (sql, { id }) => sql`select body as text from public.response_drafts where issue_id = ${id}`
	},
	'POST /desk/[id=number] ?/publish': {
		body: (sql, { id }) => sql`select body as text from public.responses where issue_id = ${id}`
	},
	'POST /desk/[id=number] ?/revise': {
		revised_body: (sql, { id }) => sql`select body as text from public.responses where issue_id = ${id}`,
		revision_reason: (sql, { id }) => sql`
			select v.reason as text from public.response_revisions v join public.responses r on r.id = v.response_id
			where r.issue_id = ${id} order by v.revision desc limit 1`
	},
	'POST /desk/[id=number] ?/progress': { progress: lastEvent },
	'POST /desk/[id=number] ?/resolve': { resolve_note: lastEvent },
	'POST /desk/[id=number] ?/return': { return_reason: lastEvent },
	'POST /desk/[id=number] ?/commit': {
		measure: newest('public.commitments', 'measure'),
		owner: newest('public.commitments', 'owner'),
		unit: newest('public.commitments', 'unit')
	},
	'POST /issues/[id=number]/flag ?/default': { words: newest('private.flags', 'words') },
	'POST /issues/[id=number] ?/rate': { comment: newest('public.ratings', 'comment') },
	'POST /commission/issues/[id=number] ?/reopen': { reason: lastEvent },
	'POST /results/published/[id=number] ?/correct': { note: newest('public.score_corrections', 'note') },
	'POST /commission/scores ?/publish': { note: newest('public.score_publications', 'note') },
	'POST /admin/categories/new ?/default': {
		nameZh: byKey('public.categories', 'name_zh'),
		nameEn: byKey('public.categories', 'name_en')
	},
	'POST /admin/departments/new ?/default': {
		nameZh: byKey('public.departments', 'name_zh'),
		nameEn: byKey('public.departments', 'name_en'),
		dutyZh: byKey('public.departments', 'duty_zh'),
		dutyEn: byKey('public.departments', 'duty_en')
	},
	'POST /admin/regions/new ?/default': {
		nameZh: byKey('public.regions', 'name_zh'),
		nameEn: byKey('public.regions', 'name_en')
	},
	'POST /admin/notice ?/save': {
		textZh: (sql) => sql`select text_zh as text from public.operator_notice`,
		textEn: (sql) => sql`select text_en as text from public.operator_notice`
	},
	'POST /admin/staff/invite ?/default': { name: newest('private.invitations', 'staff_name') }
};
