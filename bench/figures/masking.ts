import { certainKinds, findPrivate, maskKinds } from '../../src/lib/text/mask.ts';
import { readMaskingSentences, type MaskingSentence } from '../corpora/corpora.ts';
import { scoreMasking, type KindScore } from '../corpora/masking-score.ts';
import type { Figure } from '../report.ts';

/** What masking finds in the labelled sentences. Who wrote the rules had read them all, so neither half is a blind test. */
export async function* masking(): AsyncGenerator<Figure> {
	const sentences = readMaskingSentences();
	const halves: [string, MaskingSentence[]][] = [
		['odd', sentences.filter((_, line) => line % 2 === 0)],
		['even', sentences.filter((_, line) => line % 2 === 1)]
	];
	console.error(`\nMasking, ${sentences.length} labelled sentences: recall, precision (exact to the sign)`);
	for (const [name, half] of halves) {
		const score = scoreMasking(half, (text) => findPrivate(text));
		for (const kind of maskKinds) row(`${name} lines, ${kind}`, score.kinds.get(kind));
		for (const { text, missed, wrong } of score.faults) {
			console.error(`    ${text}  missed: ${missed.join(' / ')}  wrong: ${wrong.join(' / ')}`);
		}
	}
	const former = scoreMasking(sentences, (text) => findPrivate(text, certainKinds));
	row('all lines, mobile and identity numbers alone', former.all);
	const ours = scoreMasking(sentences, (text) => findPrivate(text));
	yield of('private parts hidden', 'parts', ours.all.hidden, ours.all.parts);
	yield of('hidden parts that were private', 'parts', ours.all.exact, ours.all.findings);
	yield of('numbers of offices left standing', 'lines', ours.officesLeft, ours.offices);
}

function of(figure: string, unit: string, value: number, all: number): Figure {
	return { figure, value, unit, baseline: all, ratio: value / all, n: 1 };
}

function row(name: string, score: KindScore | undefined): void {
	if (!score) return;
	const { parts, hidden, findings, exact } = score;
	console.error(
		`${name.padEnd(48)} ${hidden}/${parts} = ${(hidden / parts).toFixed(3)}   ${exact}/${findings} = ${(exact / findings).toFixed(3)}`
	);
}
