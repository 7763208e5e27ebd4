import { networkOf } from '$lib/accounts/rules';
import type { Session } from '$lib/domain/session';
import { regionOf } from '$lib/regions/service.server';
import { likeness, nearness, readQuery, SHOWN_FROM, titledText } from '$lib/text/similarity.ts';
import { cutWords } from '$lib/text/words.server.ts';
import { marksOn } from '$lib/votes/service.server';
import { throttled } from './throttle.server.ts';
import { isInformative, type SimilarCard, type SimilarIssue, type SimilarQuestion } from './rules.ts';
import { readCandidates, readCandidatesOf, type Candidate, type Found } from './store.server.ts';

const MOST_WORDS = 100;

/**
 * Public issues that tell the same trouble, the likest first and none that is only a little alike; in one round trip.
 * Without a title the first sentence stands for it.
 */
export async function findSimilar(question: SimilarQuestion): Promise<SimilarIssue[]> {
	const { region, except } = question;
	const telling = titledText(question);
	if (!isInformative(`${telling.title}${telling.text}`)) return [];
	const words = cutWords(`${telling.title}\n${telling.text}`).slice(0, MOST_WORDS);
	if (words.length === 0) return [];
	return judge(question, await readCandidates({ words, region, except }));
}

/** Those like an issue that stands already and is being read: asked at the same time, in the same round trip. */
export async function findSimilarTo(
	actor: Session,
	issue: number,
	reading: Promise<{ title: string; body: string; regionId: number } | null>
): Promise<SimilarIssue[]> {
	const [foundAmong, read] = await Promise.all([readCandidatesOf(actor, issue), reading]);
	if (!read) return [];
	const words = cutWords(`${read.title}\n${read.body}`).slice(0, MOST_WORDS);
	return judge({ title: read.title, text: read.body, region: read.regionId }, foundAmong(words));
}

async function judge(question: SimilarQuestion, found: Found): Promise<SimilarIssue[]> {
	const { region, limit = 5 } = question;
	const telling = titledText(question);
	const query = readQuery(telling, found.words, found.total);
	const scored = await Promise.all(
		found.candidates.map(async (candidate) => {
			const treeDistance = region === undefined ? null : await distance(region, candidate.regionId);
			return { candidate, treeDistance, score: nearness(likeness(query, candidate), treeDistance) };
		})
	);
	return scored
		.filter(({ score }) => score >= SHOWN_FROM)
		.sort(
			(a, b) => b.score - a.score || b.candidate.votes - a.candidate.votes || b.candidate.id - a.candidate.id
		)
		.slice(0, limit)
		.map(({ candidate, treeDistance, score }) => shown(candidate, treeDistance, score));
}

/** For whoever asks, signed in or not; null while too many ask. */
export function findSimilarForVisitor(
	question: SimilarQuestion,
	address: string
): Promise<SimilarIssue[] | null> {
	return throttled(networkOf(address), () => findSimilar(question));
}

/** Public issues that share the rarest of these words, however little alike they are; none while too many ask. */
export async function findRelated(text: string, address: string, limit = 5): Promise<SimilarIssue[]> {
	const words = cutWords(text).slice(0, MOST_WORDS);
	if (words.length === 0) return [];
	const found = await throttled(networkOf(address), () => readCandidates({ words }));
	return (found?.candidates ?? []).slice(0, limit).map((candidate) => shown(candidate, null, 0));
}

/** For whoever writes a new issue, with what they did with each already; null while too many ask. */
export async function findSimilarToNew(
	session: Session | null,
	question: SimilarQuestion,
	address: string
): Promise<SimilarCard[] | null> {
	const found = await findSimilarForVisitor(question, address);
	return (
		found && Promise.all(found.map(async (issue) => ({ ...issue, marks: await marksOn(session, issue.id) })))
	);
}

function shown({ text: _, ...issue }: Candidate, treeDistance: number | null, score: number): SimilarIssue {
	return { ...issue, treeDistance, score: Math.round(score * 100) / 100 };
}

/** Up to the place that both lie in and down again. */
async function distance(one: number, other: number): Promise<number | null> {
	const [a, b] = await Promise.all([regionOf(one), regionOf(other)]);
	if (!a || !b) return null;
	const [up, down] = [a.path.split('.'), b.path.split('.')];
	let shared = 0;
	while (shared < up.length && up[shared] === down[shared]) shared++;
	return up.length + down.length - 2 * shared;
}
