import { listCategories } from '$lib/categories/service.server';
import { listDepartments } from '$lib/departments/service.server';
import { encodePictures, storePictures } from '$lib/issues/pictures/service.server';
import { DomainError } from '$lib/platform/errors';
import { localName } from '$lib/platform/i18n/local-name';
import type { Session } from '$lib/domain/session';
import { breadcrumbIn } from '$lib/regions/rules';
import { regionTree } from '$lib/regions/service.server';
import { visibleLength } from '$lib/text/normalize';
import { prepareLetter, prepareText } from '$lib/text/prepare.server';
import { deskActions, departmentsOf, standingAt } from './rules.ts';
import type { CommitmentInput, DeskEntry, DeskQuery, DraftInput, ReviseInput } from './schema.ts';
import * as store from './store.server.ts';

const pageSize = 30;
const shortestAnswer = 10;

/** The desk of the officer's departments: one tab of it, with the counts of all. */
export async function openDesk(actor: Session, query: DeskQuery) {
	const keys = departmentsOf(actor);
	if (keys.length === 0) throw new DomainError('role_required', 403, { detail: 'officer' });
	// A department from an old link that is not the officer's is no filter.
	const department = keys.includes(query.department ?? '') ? query.department : undefined;
	const asked = { ...query, department };
	const onPromises = query.tab === 'commitments';
	const [rows, promises, counts, departments] = await Promise.all([
		onPromises ? [] : store.readInbox(actor, asked, pageSize + 1),
		onPromises ? store.readDueCommitments(actor, asked, pageSize + 1) : [],
		store.countDesk(actor, department),
		listDepartments()
	]);
	const last = onPromises ? promises[pageSize - 1] : rows[pageSize - 1];
	const hasMore = rows.length > pageSize || promises.length > pageSize;
	return {
		entries: await withNames(rows.slice(0, pageSize)),
		commitments: promises.slice(0, pageSize),
		counts,
		department: department ?? null,
		departments: departments.filter((unit) => keys.includes(unit.key)),
		nextPage:
			last && hasMore ? { afterAt: 'sortAt' in last ? last.sortAt : last.dueOn, afterId: last.id } : null
	};
}

async function withNames(rows: store.DeskRow[]): Promise<DeskEntry[]> {
	const [regions, categories, departments] = await Promise.all([
		regionTree(),
		listCategories(),
		listDepartments()
	]);
	const regionNames = new Map(regions.map((region) => [region.id, localName(region)]));
	const categoryNames = new Map(categories.map((category) => [category.key, localName(category)]));
	const departmentNames = new Map(departments.map((unit) => [unit.key, localName(unit)]));
	return rows.map(({ regionId, categoryKey, leadDepartmentKey, ...row }) => ({
		...row,
		regionName: regionNames.get(regionId) ?? '',
		categoryName: categoryNames.get(categoryKey) ?? '',
		leadName: row.isLead ? null : (departmentNames.get(leadDepartmentKey ?? '') ?? null)
	}));
}

/**
 * One issue on the desk. Whoever cooperates, or answered an earlier round, reads along; an officer of any other
 * department is refused with not_your_department.
 */
export async function openFile(actor: Session, id: number) {
	const [file, regions, categories, departments] = await Promise.all([
		store.readFile(actor, id),
		regionTree(),
		listCategories(),
		listDepartments()
	]);
	if (!file) throw new DomainError('issue_not_found', 404);
	const { issue, answers } = file;
	const involved = [
		issue.leadDepartmentKey,
		...issue.assignments.map((assignment) => assignment.departmentKey),
		...answers.map((answer) => answer.departmentKey)
	];
	if (!departmentsOf(actor).some((key) => involved.includes(key)))
		throw new DomainError('not_your_department', 403);
	const standing = standingAt(actor, issue.leadDepartmentKey);
	return {
		...file,
		/** Answers that this person may revise, as a lead of the department that gave them. */
		revisable: answers
			.filter((answer) => standingAt(actor, answer.departmentKey).isLead)
			.map((answer) => answer.id),
		standing,
		actions: deskActions(
			issue.status,
			answers.some((answer) => answer.round === issue.round),
			standing
		),
		place: breadcrumbIn(regions, issue.path),
		categories,
		departments
	};
}

export interface SavedDraft {
	version: number;
	/** Pictures that the store did not take: the text never waits for them. */
	lostPictures: number;
}

/** Saves the draft and what was attached to it; a colleague's save in between refuses it (draft_changed_meanwhile). */
export async function saveDraft(actor: Session, id: number, input: DraftInput): Promise<SavedDraft> {
	const pictures = await encodePictures(input.pictures);
	const version = await store.saveDraft(actor, id, prepareText(input.body).original, input.version);
	return { version, lostPictures: await storePictures(actor, id, pictures, input.round) };
}

/**
 * What stands in the form is saved as the draft and published, masked; for leads. Null when it is public; a saved
 * draft when a picture was lost on the way, as an answer cannot be given one later.
 */
export async function publishAnswer(
	actor: Session,
	id: number,
	input: DraftInput
): Promise<SavedDraft | null> {
	const letter = prepareLetter({ body: input.body });
	// Before the save, so that a refusal leaves the version that the form holds.
	if (visibleLength(letter.body.masked) < shortestAnswer) throw new DomainError('response_too_short', 422);
	const saved = await saveDraft(actor, id, input);
	if (saved.lostPictures > 0) return saved;
	await store.publishResponse(actor, id, saved.version, letter, input.says_resolved === 'yes');
	return null;
}

/** Takes a picture out again before it was published; what was typed is saved with it. */
export async function removePicture(
	actor: Session,
	id: number,
	input: DraftInput & { attachment: string }
): Promise<SavedDraft> {
	const saved = await saveDraft(actor, id, input);
	await store.removeAttachment(actor, input.attachment);
	return saved;
}

export async function reviseAnswer(actor: Session, input: ReviseInput): Promise<void> {
	const letter = prepareLetter({ body: input.revised_body });
	await store.reviseResponse(
		actor,
		input.response,
		input.revision,
		letter,
		prepareText(input.revision_reason).masked
	);
}

export async function reportProgress(actor: Session, id: number, note: string): Promise<void> {
	await store.reportProgress(actor, id, prepareText(note).masked);
}

export async function returnIssue(actor: Session, id: number, reason: string): Promise<void> {
	await store.returnIssue(actor, id, prepareText(reason).masked);
}

export async function declareResolved(actor: Session, id: number, note: string): Promise<void> {
	await store.declareResolved(actor, id, prepareText(note).masked);
}

/** A new promise, or a change of one; the earlier wording and date stay readable in the timeline. */
export async function saveCommitment(actor: Session, id: number, input: CommitmentInput): Promise<void> {
	await store.saveCommitment(actor, id, {
		...input,
		measure: prepareText(input.measure).masked,
		owner: prepareText(input.owner).masked,
		unit: prepareText(input.unit).masked
	});
}
