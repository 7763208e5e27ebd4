import { listCategories } from '$lib/categories/service.server';
import type { Destination } from '$lib/domain/destinations';
import { DomainError, isDomainError } from '$lib/platform/errors';
import { localName } from '$lib/platform/i18n/local-name';
import { holdsRole, type Session } from '$lib/domain/session';
import { listDepartments } from '$lib/departments/service.server';
import type { Department } from '$lib/departments/rules';
import { breadcrumbIn, type Region } from '$lib/regions/rules';
import { regionTree } from '$lib/regions/service.server';
import { adviseOn, noteDecision, refreshModels } from '$lib/routing/service.server';
import { findSimilarTo } from '$lib/similar/service.server';
import { maskReviewed, placesToReview } from '$lib/text/mask';
import { prepareLetter, prepareText } from '$lib/text/prepare.server';
import { actionsFor, covers } from './rules.ts';
import type {
	AssignInput,
	Claim,
	CopyInput,
	PublishInput,
	QueueEntry,
	QueuePage,
	QueueQuery
} from './schema.ts';
import * as store from './store.server.ts';

const pageSize = 30;

/** What waits in the officer's regions, the next due first. */
export async function listQueue(actor: Session, query: QueueQuery): Promise<QueuePage> {
	requireOfficer(actor);
	const [entries, counts] = await Promise.all([
		store.readQueue(actor, query, pageSize + 1),
		store.countQueue(actor)
	]);
	const page = await withNames(entries.slice(0, pageSize));
	const last = page.at(-1);
	return {
		entries: page,
		counts,
		nextPage: last && entries.length > pageSize ? { afterDue: last.dueAt, afterId: last.id } : null
	};
}

/** After a decision: what should be looked at next, other than this one. */
export async function nextInQueue(actor: Session, done: number): Promise<QueueEntry | null> {
	const entries = await withNames(await store.readQueue(actor, {}, 10));
	return entries.find((entry) => entry.id !== done && (entry.claim?.isMine ?? true)) ?? null;
}

async function withNames(rows: store.QueueRow[]): Promise<QueueEntry[]> {
	const [regions, categories] = await Promise.all([regionTree(), listCategories()]);
	const regionNames = new Map(regions.map((region) => [region.id, localName(region)]));
	const categoryNames = new Map(categories.map((category) => [category.key, localName(category)]));
	return rows.map((row) => ({
		...row,
		regionName: regionNames.get(row.regionId) ?? '',
		categoryName: categoryNames.get(row.categoryKey) ?? ''
	}));
}

/** Everything an officer needs to decide about one issue. 404 when it is not theirs to see, 403 in another region. */
export async function readCase(actor: Session, id: number) {
	requireOfficer(actor);
	const reading = store.readIssue(actor, id);
	const [issue, claim, similar, reasons, regions, categories, departments] = await Promise.all([
		reading,
		claimOf(actor, id),
		findSimilarTo(actor, id, reading),
		store.readRejectionReasons(),
		regionTree(),
		listCategories(),
		listDepartments(),
		refreshModels(actor)
	]);
	requireIn(actor, issue);
	const granted = grantedPaths(actor);
	const actions = actionsFor(issue);
	const reachable = inReach(departments, regions, issue.path);
	const keys = (choices: { key: string }[]) => choices.map(({ key }) => key);
	return {
		issue,
		advice: {
			category: actions.includes('publish') ? adviseOn('category', issue, keys(categories)) : [],
			department: actions.includes('assign') ? adviseOn('department', issue, keys(reachable)) : []
		},
		claim,
		similar,
		place: breadcrumbIn(regions, issue.path),
		reasons,
		actions,
		// What may be chosen: regions that are the officer's own, departments that may be told to answer.
		regions: regions.filter((region) => granted.some((path) => covers(path, region.path))),
		categories,
		departments: reachable
	};
}

/** Opens an issue to work on what is said under it, and claims it. 404 when it is not theirs to see, 403 in another region. */
export async function openIssue(
	actor: Session,
	id: number
): Promise<{ version: number; place: Region[]; claim: Claim | null }> {
	requireOfficer(actor);
	const [standing, claim, regions] = await Promise.all([
		store.readStanding(actor, id),
		claimOf(actor, id),
		regionTree()
	]);
	requireIn(actor, standing);
	return { version: standing.version, place: breadcrumbIn(regions, standing.path), claim };
}

/** Publishes with the region, category and public copy as corrected; refused when somebody changed it meanwhile. */
export async function publishIssue(actor: Session, id: number, input: PublishInput): Promise<void> {
	await store.publish(actor, id, input, prepareCopy(input));
	await noteDecision(actor, id, 'category', input.advised, input.category);
}

export async function correctCopy(actor: Session, id: number, input: CopyInput): Promise<void> {
	await store.editCopy(actor, id, input.version, prepareCopy(input));
}

export async function askAuthor(actor: Session, id: number, question: string): Promise<void> {
	await store.ask(actor, id, prepareText(question).masked);
}

export async function rejectIssue(actor: Session, id: number, reason: string, note: string): Promise<void> {
	await store.reject(actor, id, reason, prepareText(note).masked);
}

export async function transferIssue(
	actor: Session,
	id: number,
	destination: Destination,
	note: string
): Promise<void> {
	await store.transfer(actor, id, destination, prepareText(note).masked);
}

export async function assignIssue(
	actor: Session,
	id: number,
	{ lead, cooperating, advised }: AssignInput
): Promise<void> {
	await store.assign(actor, id, lead, cooperating);
	await noteDecision(actor, id, 'department', advised, lead);
}

/** The text as it was told. The database writes down that this officer looked. */
export async function showOriginal(actor: Session, id: number): Promise<{ title: string; body: string }> {
	const original = await store.readOriginal(actor, id);
	if (!original) throw new DomainError('issue_not_found', 404);
	return original;
}

/** What looks private in a corrected copy is hidden again, unless the officer was asked and wants it read. */
function prepareCopy(input: CopyInput): store.PreparedCopy {
	const isAsked = ({ text }: { text: string }) => input.asked.includes(text);
	if (!placesToReview([input.title, input.body]).every(isAsked))
		throw new DomainError('copy_holds_private', 422);
	const letter = prepareLetter(input, (original) => maskReviewed(original, input.shown));
	return {
		title: letter.title.masked,
		body: letter.body.masked,
		maskVersion: letter.maskVersion,
		tokens: letter.tokens,
		tokenizerVersion: letter.tokenizerVersion
	};
}

/** Opening is claiming; who may not see the issue hears so from what is read beside. */
async function claimOf(actor: Session, id: number): Promise<Claim | null> {
	try {
		return await store.claim(actor, id, false);
	} catch (error) {
		if (isDomainError(error, 'issue_not_found') || isDomainError(error, 'role_required')) return null;
		throw error;
	}
}

function requireOfficer(actor: Session): void {
	if (!holdsRole(actor, 'intake_officer'))
		throw new DomainError('role_required', 403, { detail: 'intake_officer' });
}

function requireIn<Issue extends { path: string }>(
	actor: Session,
	issue: Issue | null
): asserts issue is Issue {
	if (!issue) throw new DomainError('issue_not_found', 404);
	if (!grantedPaths(actor).some((path) => covers(path, issue.path)))
		throw new DomainError('not_your_region', 403);
}

function grantedPaths(actor: Session): string[] {
	return actor.grants.filter((grant) => grant.role === 'intake_officer').map((grant) => grant.path);
}

/** Departments under the same root, those of the issue's own line of regions first and the nearest on top. */
function inReach(departments: Department[], regions: Region[], path: string): Department[] {
	const pathOf = new Map(regions.map((region) => [region.id, region.path]));
	const nearness = (department: Department) => {
		const own = pathOf.get(department.regionId) ?? '';
		return covers(own, path) ? own.split('.').length : 0;
	};
	return departments
		.filter((department) => pathOf.get(department.regionId)?.split('.')[0] === path.split('.')[0])
		.sort((a, b) => nearness(b) - nearness(a));
}

/** The reasons for which an issue is not made public, in both languages. */
export function listRejectionReasons() {
	return store.readRejectionReasons();
}

/** Who holds an issue now that this officer asked for it: to one of two who ask at once, it is theirs. */
export function claimIssue(actor: Session, id: number, takeOver = false): Promise<Claim | null> {
	requireOfficer(actor);
	return store.claim(actor, id, takeOver);
}

export function releaseIssue(actor: Session, id: number): Promise<void> {
	return store.release(actor, id);
}
