import type { MaskFinding, MaskKind } from '../../src/lib/text/mask.ts';
import type { MaskingSentence } from './corpora.ts';

export interface KindScore {
	/** Labelled parts, and of these hidden to the last sign. */
	parts: number;
	hidden: number;
	/** What was hidden, and of it exactly a labelled part of this kind. */
	findings: number;
	exact: number;
}

export interface MaskingScore {
	kinds: Map<MaskKind, KindScore>;
	all: KindScore;
	/** Sentences with the number of an office, and of these with each such number left standing. */
	offices: number;
	officesLeft: number;
	/** What went wrong, to be read. */
	faults: { text: string; missed: string[]; wrong: string[] }[];
}

/** Landlines with their area code, 400 and 800 numbers, short numbers of services. */
const OFFICE_NUMBER =
	/(?<!\d)(?:[（(]?0\d{2,3}[）)]?[- ]?[2-8]\d{6,7}|[48]00[- ]?\d{3}[- ]?\d{4}|1(?:10|19|20|22)|123\d\d|9[56]\d{3})(?!\d)/g;

export function scoreMasking(
	sentences: MaskingSentence[],
	find: (text: string) => MaskFinding[]
): MaskingScore {
	const score: MaskingScore = { kinds: new Map(), all: none(), offices: 0, officesLeft: 0, faults: [] };
	for (const sentence of sentences) {
		const parts = placesOf(sentence);
		const findings = find(sentence.text);
		const hides = (place: { start: number; end: number }) => isHidden(place, findings);
		const isPart = (finding: MaskFinding) =>
			parts.some(
				(part) => part.kind === finding.kind && part.start === finding.start && part.end === finding.end
			);
		for (const part of parts) count(score, part.kind, { parts: 1, hidden: hides(part) ? 1 : 0 });
		for (const one of findings) count(score, one.kind, { findings: 1, exact: isPart(one) ? 1 : 0 });

		const numbers = [...sentence.text.matchAll(OFFICE_NUMBER)]
			.map((match) => ({ start: match.index, end: match.index + match[0].length }))
			.filter((number) => !parts.some((part) => part.start < number.end && number.start < part.end));
		if (numbers.length > 0) {
			score.offices++;
			if (!numbers.some((number) => findings.some((one) => one.start < number.end && number.start < one.end)))
				score.officesLeft++;
		}

		const read = ({ start, end }: { start: number; end: number }) => sentence.text.slice(start, end);
		const missed = parts.filter((part) => !hides(part)).map(read);
		const wrong = findings.filter((one) => !isPart(one)).map(read);
		if (missed.length + wrong.length > 0) score.faults.push({ text: sentence.text, missed, wrong });
	}
	return score;
}

function none(): KindScore {
	return { parts: 0, hidden: 0, findings: 0, exact: 0 };
}

function count(score: MaskingScore, kind: MaskKind, more: Partial<KindScore>): void {
	const own = score.kinds.get(kind) ?? none();
	score.kinds.set(kind, own);
	for (const sum of [own, score.all]) {
		sum.parts += more.parts ?? 0;
		sum.hidden += more.hidden ?? 0;
		sum.findings += more.findings ?? 0;
		sum.exact += more.exact ?? 0;
	}
}

function placesOf({ text, private: parts }: MaskingSentence): MaskFinding[] {
	let from = 0;
	return parts.map((part) => {
		const start = text.indexOf(part.text, from);
		from = start + part.text.length;
		return { kind: part.kind, start, end: from };
	});
}

/** Findings are in order and do not overlap. */
function isHidden(place: { start: number; end: number }, findings: MaskFinding[]): boolean {
	let from = place.start;
	for (const one of findings) if (one.start <= from && one.end > from) from = one.end;
	return from >= place.end;
}
