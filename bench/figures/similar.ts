import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { SHOWN_FROM, tellingOf } from '../../src/lib/text/similarity.ts';
import { Candidates, PairCosine, type Found, type Post } from '../corpora/candidates.ts';
import { readLabelledPosts, readMatters, readNearMisses } from '../corpora/corpora.ts';
import type { Bench } from '../main.ts';
import type { Figure } from '../report.ts';

/** The threshold at which the plain way is as precise as ours on the half that it was chosen by. */
const PLAIN_FROM = 0.25;

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

/** How often another telling is among five, and how often the first one shown is right; ours beside character pairs. */
export async function* similar({ posts: folder }: Bench): AsyncGenerator<Figure> {
	const invented = inventedPosts();
	const ours = new Candidates(invented);
	const plain = new PairCosine(invented);
	console.error(
		'\nThe same trouble: recall@5, of those shown, precision@1 of those shown (how many are shown)'
	);
	let [own, base] = [none(), none()];
	for (const [half, rest] of [
		['even', 0],
		['odd', 1]
	] as const) {
		const isOfHalf = (matter: string) => Number(matter.slice(1)) % 2 === rest;
		for (const [name, told] of [
			['plain retelling (c to a)', pairsOf('c', isOfHalf)],
			['hard retelling (b to a)', pairsOf('b', isOfHalf)]
		] as const) {
			const [mine, theirs] = [
				judge(told, (q, is) => ours.look(q, is), SHOWN_FROM),
				judge(told, (q, is) => plain.look(q, is), PLAIN_FROM)
			];
			row(`${half} matters, ${name}`, mine);
			row('    character pairs', theirs);
			if (rest === 1 && name.startsWith('plain')) [own, base] = [mine, theirs];
		}
		const near = nearMisses(isOfHalf);
		row(
			`${half} near misses: first is the matter they resemble`,
			judge(near, (q, is) => ours.look(q, is), SHOWN_FROM)
		);
	}
	yield of(
		'same trouble among five, odd matters',
		own.shownInFive / own.asked,
		base.shownInFive / base.asked
	);
	yield of(
		'first one shown is right, odd matters',
		own.firstRight / own.anyShown,
		base.firstRight / base.anyShown
	);
	if (folder) yield* given(folder);
}

/** Posts without a matter may tell one of them all the same, so that precision is at least what is said here. */
function* given(folder: string): Generator<Figure> {
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
		const mine = judge(questions, (q, is) => ours.look(tellingOf(q), is), SHOWN_FROM);
		const theirs = judge(questions, (q, is) => plain.look(q, is), PLAIN_FROM);
		row(form, mine);
		row('    character pairs', theirs);
		if (form !== 'title and text' || mine.asked === 0) continue;
		yield of(
			'same trouble among five, posts given',
			mine.shownInFive / mine.asked,
			theirs.shownInFive / theirs.asked
		);
		yield of(
			'first one shown is right at least, posts given',
			mine.firstRight / mine.anyShown,
			theirs.firstRight / theirs.anyShown
		);
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
		score.asked++;
		if (five.some(isRight)) score.foundInFive++;
		if (shown.some(isRight)) score.shownInFive++;
		if (shown[0]) score.anyShown++;
		if (shown[0] && isRight(shown[0])) score.firstRight++;
	}
	return score;
}

const none = (): Score => ({ asked: 0, foundInFive: 0, shownInFive: 0, anyShown: 0, firstRight: 0 });

/** Every invented post there is: the tellings, what resembles them, and posts about anything. */
function inventedPosts(): Post[] {
	const tellings = readMatters().flatMap(({ matter, a, b, c }) =>
		Object.entries({ a, b, c }).flatMap(([by, post]) =>
			post ? [{ id: `${matter}${by}`, matter, ...post }] : []
		)
	);
	const others = [...readNearMisses(), ...readLabelledPosts()].map(({ title, text }, at) => ({
		id: `other${at}`,
		title,
		text
	}));
	return [...tellings, ...others];
}

/** One person's telling asked for another's; a third one would make both easy and is left out. */
function pairsOf(by: 'b' | 'c', isOfHalf: (matter: string) => boolean): Asked[] {
	return readMatters()
		.filter(({ matter }) => isOfHalf(matter))
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

function nearMisses(isOfHalf: (matter: string) => boolean): Asked[] {
	return readNearMisses().flatMap(({ of: matter, title, text }, at) =>
		isOfHalf(matter)
			? [
					{
						question: { id: `other${at}`, title, text },
						wanted: new Set(['a', 'b', 'c'].map((by) => matter + by))
					}
				]
			: []
	);
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
