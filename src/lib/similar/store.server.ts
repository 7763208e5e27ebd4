import type { Database } from '$lib/platform/database/database.types';
import { clientFor, publicClient, unwrap } from '$lib/platform/database/client.server';
import type { Session } from '$lib/domain/session';
import type { IssueStatus } from '$lib/domain/statuses';
import type { CountedWord } from '$lib/text/similarity.ts';

export interface Candidate {
	id: number;
	title: string;
	/** Of the public copy. */
	text: string;
	status: IssueStatus;
	regionId: number;
	votes: number;
	lastAnswerAt: string | null;
	answerBeginning: string | null;
}

interface Asked {
	words: string[];
	region?: number | undefined;
	except?: number | undefined;
}

/** Issues that share rare words, and how rare each word is. */
export async function readCandidates({ words, region, except }: Asked): Promise<Found> {
	const rows = unwrap(
		await publicClient().rpc('likely_same', {
			words,
			...(region !== undefined && { region }),
			...(except !== undefined && { except_issue: except })
		})
	);
	return foundAmong(rows, words);
}

/** The same for an issue that stands already, by the words it is found by: the answer waits for these alone. */
export async function readCandidatesOf(
	actor: Session,
	issue: number
): Promise<(words: readonly string[]) => Found> {
	const rows = unwrap(await clientFor(actor).rpc('likely_same_to', { issue }));
	return (words) => foundAmong(rows, words);
}

type Row = Database['public']['Functions']['likely_same']['Returns'][number];

export interface Found {
	/** How many issues there are. */
	total: number;
	words: CountedWord[];
	candidates: Candidate[];
}

function foundAmong(rows: Row[], words: readonly string[]): Found {
	const [first] = rows;
	const counts = new Map((first?.places ?? []).map((place, at) => [place, first?.counts[at] ?? 0]));
	return {
		total: first?.issues_counted ?? 1,
		words: words.map((word, at): CountedWord => ({ word, texts: counts.get(at + 1) ?? 0 })),
		candidates: rows.map((row): Candidate => ({
			id: row.id,
			title: row.title,
			text: row.beginning,
			status: row.status,
			regionId: row.region_id,
			votes: row.votes,
			lastAnswerAt: row.answered_at || null,
			answerBeginning: row.answer || null
		}))
	};
}
