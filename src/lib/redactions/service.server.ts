import { readIssue } from '$lib/issues/issue-page/service.server';
import type { PublicIssue } from '$lib/issues/issue-page/rules';
import { openIssue, showOriginal } from '$lib/moderation/service.server';
import { DomainError } from '$lib/platform/errors';
import type { Session } from '$lib/domain/session';
import { prepareLetter, prepareText, type PreparedLetter } from '$lib/text/prepare.server';
import { hidePassage } from './rules.ts';
import type {
	ChangedAnswer,
	ChangedQuery,
	HideInput,
	LeaveInput,
	Meant,
	Part,
	PublicText
} from './schema.ts';
import * as store from './store.server.ts';

type Told = Pick<PublicText, 'part' | 'id' | 'title' | 'text'>;

/** Every public text under an issue, with what was said and done about it. Refuses what is not public, or not the officer's. */
export async function readTexts(actor: Session, issue: number) {
	const [{ issue: read }, { claim, place }, flags, redactions] = await Promise.all([
		readIssue(String(issue)),
		openIssue(actor, issue),
		store.readFlags(actor, issue),
		store.readRedactions(actor, issue)
	]);
	const texts = textsOf(read).map((publicText): PublicText => {
		const isOf = ({ part, of }: { part: Part; of: number }) =>
			part === publicText.part && of === publicText.id;
		return { ...publicText, flags: flags.filter(isOf), redactions: redactions.filter(isOf) };
	});
	// What somebody waits for comes first; within that as on the public page.
	texts.sort((a, b) => Number(b.flags.length > 0) - Number(a.flags.length > 0));
	return { issue: { id: issue, title: read.title }, claim, place, texts };
}

/** Hides a passage of a public text wherever it stands in it; settles the flags that the officer saw. */
export async function hide(actor: Session, issue: number, input: HideInput): Promise<void> {
	// Before the text: a copy that is corrected in between is refused, and not written over.
	const opened = input.part === 'issue' ? await openIssue(actor, issue) : null;
	const publicText = await toldIn(issue, input);
	const without = (text: string) => hidePassage(text, input.passage);
	if (
		without(publicText.text) === publicText.text &&
		without(publicText.title ?? '') === (publicText.title ?? '')
	) {
		throw new DomainError('passage_not_found', 422, { field: 'passage' });
	}
	const letter = asItStands({ title: without(publicText.title ?? ''), body: without(publicText.text) });
	if (opened) await store.redactIssue(actor, issue, opened.version, letter, input);
	else if (publicText.part === 'comment')
		await store.redactComment(actor, publicText.id, publicText.text, letter.body.masked, input);
	else await store.redactAnswer(actor, publicText.id, publicText.text, letter, input);
}

/** Decides that flagged words stand as they are. */
export function leave(actor: Session, issue: number, input: LeaveInput): Promise<void> {
	return store.leaveFlagged(actor, issue, { ...input, note: prepareText(input.note).masked });
}

/** A text as it was typed. The database writes down that this officer looked. */
export async function readOriginal(actor: Session, issue: number, meant: Meant): Promise<string> {
	if (meant.part !== 'issue') return store.readTyped(actor, meant);
	const { title, body } = await showOriginal(actor, issue);
	return `${title}\n\n${body}`;
}

/** The hidden passage. The database writes down that this officer looked. */
export async function readHidden(actor: Session, redaction: number): Promise<string> {
	const [hidden] = await store.readHidden(actor, redaction);
	return hidden?.passage ?? '';
}

/** Puts a hidden passage back, with the words to find it by; refused once the text was changed otherwise. */
export async function showAgain(actor: Session, issue: number, redaction: number): Promise<void> {
	const before = await store.readHidden(actor, redaction);
	const { issue: read } = await readIssue(String(issue));
	const textOf = (part: string) => before.find((one) => one.part === part)?.before;
	const answer = textOf('answer');
	const letter =
		answer === undefined
			? { title: textOf('title') ?? read.title, body: textOf('body') ?? read.body }
			: { body: answer };
	await store.showAgain(actor, redaction, asItStands(letter));
}

const changesShown = 20;

/** Answers that were changed after they were published, to be read afterwards: they stand already. */
export async function listChangedAnswers(
	actor: Session,
	query: ChangedQuery
): Promise<{ changes: ChangedAnswer[]; next: Record<keyof ChangedQuery, string> | null }> {
	const rows = await store.readChanged(actor, query, changesShown + 1);
	const changes = rows.slice(0, changesShown);
	const last = changes.at(-1);
	return {
		changes,
		next:
			last && rows.length > changesShown
				? {
						after_at: last.publishedAt,
						after_response: String(last.responseId),
						after_revision: String(last.revision)
					}
				: null
	};
}

/** Somebody of the intake office has read this change. */
export function seeChange(
	actor: Session,
	{ response, revision }: { response: number; revision: number }
): Promise<void> {
	return store.noteSeen(actor, response, revision);
}

/** A public copy is masked already, and an officer may have let a place stand: only its words are cut anew. */
function asItStands(letter: { title?: string; body: string }): PreparedLetter {
	return prepareLetter(letter, (text) => ({ text, findings: [] }));
}

async function toldIn(issue: number, { part, id }: Meant): Promise<Told> {
	const { issue: read } = await readIssue(String(issue));
	const publicText = textsOf(read).find((one) => one.part === part && (part === 'issue' || one.id === id));
	if (!publicText) throw new DomainError('flagged_not_found', 404);
	return publicText;
}

function textsOf({ id, title, body, answers }: PublicIssue): Told[] {
	return [
		{ part: 'issue', id, title, text: body },
		...answers.flatMap((answer): Told[] => [
			{ part: 'answer', id: answer.id, title: null, text: answer.body },
			...answer.comments.map((comment): Told => ({
				part: 'comment',
				id: comment.id,
				title: null,
				text: comment.text
			}))
		])
	];
}
