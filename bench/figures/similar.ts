import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { SHOWN_FROM, titledText, type TitledText } from '../../src/lib/text/similarity.ts';
import { Candidates, PairCosine, type Found, type Post } from '../corpora/candidates.ts';
import { readLabelledPosts, readMatters, readNearMisses } from '../corpora/corpora.ts';
import type { Bench } from '../main.ts';
import type { Figure } from '../report.ts';

interface Asked {
	question: Post;
	/** What else tells the same trouble. */
	wanted: ReadonlySet<string>;
	/** Besides the question itself: other tellings, each of which would make it easy. */
	hidden?: ReadonlySet<string>;
}

interface Score {
	asked: number;
	foundInFive: number;
	/** The same, of those that are shown. */
	shownInFive: number;
	anyShown: number;
	firstRight: number;
}

type Look = (question: Post, isAllowed: (post: Post) => boolean) => Found[];

const halves = { even: 0, odd: 1 } as const;
type Half = keyof typeof halves;

/**
 * How often another telling is among five, and how often the first one shown is right, where posts that nobody has told
 * yet are asked too; ours beside character pairs, which are shown from where they are as precise on the even half.
 */
export async function* similar({ posts: folder }: Bench): AsyncGenerator<Figure> {
	const invented = inventedPosts();
	const [ours, plain] = [new Candidates(invented), new PairCosine(invented)];
	const look: Look = (question, isAllowed) => ours.look(question, isAllowed);
	const lookPlainly: Look = (question, isAllowed) => plain.look(question, isAllowed);
	const questions = {
		even: [...retellings('c', 'even'), ...strangers('even')],
		odd: [...retellings('c', 'odd'), ...strangers('odd')]
	};
	const plainFrom = asPrecise(
		questions.even,
		lookPlainly,
		precisionOf(judge(questions.even, look, SHOWN_FROM))
	);
	console.error(
		`\nThe same trouble: recall@5, of those shown, precision@1 of those shown (how many are shown); pairs from ${plainFrom.toFixed(2)}`
	);
	let [own, base] = [none(), none()];
	for (const half of ['even', 'odd'] as const) {
		for (const [name, asked] of [
			['plain retelling (c to a)', retellings('c', half)],
			['hard retelling (b to a)', retellings('b', half)],
			['near misses: first is the matter they resemble', nearMisses(half)],
			['plain retellings and posts nobody has told yet', questions[half]]
		] as const) {
			[own, base] = [judge(asked, look, SHOWN_FROM), judge(asked, lookPlainly, plainFrom)];
			row(`${half}, ${name}`, own);
			row('    character pairs', base);
		}
	}
	yield of(
		'same trouble among five, odd matters',
		own.shownInFive / own.asked,
		base.shownInFive / base.asked
	);
	yield of('first one shown is right, odd matters', precisionOf(own), precisionOf(base));
	if (folder) yield* given(folder, plainFrom);
}

/** Posts without a matter may tell one of them all the same, so that precision is at least what is said here. */
function* given(folder: string, plainFrom: number): Generator<Figure> {
	const posts = readPosts(folder);
	const asked = posts
		.filter(({ matter }) => matter)
		.map((question) => ({
			question,
			wanted: new Set(posts.filter(({ matter }) => matter === question.matter).map(({ id }) => id))
		}));
	console.error(`${posts.length} posts of ${folder}, ${asked.length} of known matters`);
	const ours = new Candidates(posts);
	const plain = new PairCosine(posts);
	const forms: [string, (post: Post) => Post][] = [
		['title and text', (post) => post],
		['title alone', (post) => ({ ...post, text: '' })],
		['text alone', (post) => ({ ...post, title: '' })],
		['both in one', (post) => ({ ...post, title: '', text: `${post.title}\n${post.text}` })]
	];
	for (const [form, as] of forms) {
		const questions = asked.map((one) => ({ ...one, question: as(one.question) }));
		const mine = judge(questions, (q, is) => ours.look(titledText(q), is), SHOWN_FROM);
		const theirs = judge(questions, (q, is) => plain.look(q, is), plainFrom);
		row(form, mine);
		row('    character pairs', theirs);
		if (form !== 'title and text' || mine.asked === 0) continue;
		yield of(
			'same trouble among five, posts given',
			mine.shownInFive / mine.asked,
			theirs.shownInFive / theirs.asked
		);
		yield of('first one shown is right at least, posts given', precisionOf(mine), precisionOf(theirs));
	}
}

function judge(asked: readonly Asked[], look: Look, from: number): Score {
	const score = none();
	for (const { question, wanted, hidden } of asked) {
		const five = look(question, ({ id }) => id !== question.id && !hidden?.has(id))
			.sort((a, b) => b.score - a.score)
			.slice(0, 5);
		const isRight = ({ post }: Found) => wanted.has(post.id);
		const shown = five.filter((found) => found.score >= from);
		if (wanted.size > 0) score.asked++;
		if (five.some(isRight)) score.foundInFive++;
		if (shown.some(isRight)) score.shownInFive++;
		if (shown[0]) score.anyShown++;
		if (shown[0] && isRight(shown[0])) score.firstRight++;
	}
	return score;
}

const precisionOf = ({ firstRight, anyShown }: Score) => (anyShown > 0 ? firstRight / anyShown : 0);

/** The lowest threshold that is at least so precise. */
function asPrecise(asked: readonly Asked[], look: Look, precision: number): number {
	const thresholds = Array.from({ length: 60 }, (_, step) => 0.1 + step / 100);
	return thresholds.find((from) => precisionOf(judge(asked, look, from)) >= precision) ?? 1;
}

const none = (): Score => ({ asked: 0, foundInFive: 0, shownInFive: 0, anyShown: 0, firstRight: 0 });

/** Every invented post there is: the tellings, what resembles them, and posts about anything. */
function inventedPosts(): Post[] {
	const tellings = readMatters().flatMap(({ matter, a, b, c }) =>
		Object.entries({ a, b, c }).flatMap(([by, post]) =>
			post ? [{ id: `${matter}${by}`, matter, ...post }] : []
		)
	);
	return [...tellings, ...readNearMisses().map(asNearMiss), ...labelledPosts()];
}

const asNearMiss = ({ title, text }: TitledText, at: number): Post => ({ id: `near${at}`, title, text });

const labelledPosts = () =>
	readLabelledPosts().map(({ title, text }, at): Post => ({ id: `other${at}`, title, text }));

const isOfHalf = (matter: string, half: Half) => Number(matter.slice(1)) % 2 === halves[half];

/** One person's telling asked for another's; a third one would make both easy and is left out. */
function retellings(by: 'b' | 'c', half: Half): Asked[] {
	return readMatters()
		.filter(({ matter }) => isOfHalf(matter, half))
		.flatMap((one) => {
			const post = one[by];
			if (!post) return [];
			const third = `${one.matter}${by === 'b' ? 'c' : 'b'}`;
			return [
				{
					question: { id: `${one.matter}${by}`, ...post },
					wanted: new Set([`${one.matter}a`]),
					hidden: new Set([third])
				}
			];
		});
}

function nearMisses(half: Half): Asked[] {
	return readNearMisses().flatMap((post, at) =>
		isOfHalf(post.of, half)
			? [{ question: asNearMiss(post, at), wanted: new Set(['a', 'b', 'c'].map((by) => post.of + by)) }]
			: []
	);
}

/** Posts about anything, of which no other tells the same: whatever is shown is wrong. */
function strangers(half: Half): Asked[] {
	return labelledPosts()
		.filter((_, at) => at % 2 === halves[half])
		.map((question) => ({ question, wanted: new Set<string>() }));
}

const line = z.object({
	id: z.coerce.string(),
	title: z.string(),
	body: z.string(),
	matter: z.coerce.string().optional()
});

/** Files of lines { id, title, body, matter? }; a post in two files is one. */
function readPosts(folder: string): Post[] {
	const posts = new Map<string, Post>();
	for (const name of readdirSync(folder).filter((file) => file.endsWith('.jsonl'))) {
		for (const text of readFileSync(path.join(folder, name), 'utf8').trimEnd().split('\n')) {
			const { id, title, body, matter } = line.parse(JSON.parse(text));
			posts.set(id, { id, title, text: body, matter: matter ?? posts.get(id)?.matter });
		}
	}
	return [...posts.values()];
}

function of(figure: string, value: number, baseline: number): Figure {
	return { figure, value, unit: '', baseline, ratio: value, n: 1 };
}

function row(name: string, { asked, foundInFive, shownInFive, anyShown, firstRight }: Score): void {
	const share = (part: number, all: number) => (all ? part / all : 0).toFixed(3);
	console.error(
		`${name.padEnd(52)} n=${asked}  ${share(foundInFive, asked)}  ${share(shownInFive, asked)}  ${share(firstRight, anyShown)} (${anyShown})`
	);
}
