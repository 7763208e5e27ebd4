import { readModel, train, type Example, type Features } from '../../src/lib/routing/model.ts';
import { featuresOf } from '../../src/lib/routing/features.server.ts';
import { readLabelledPosts, type LabelledPost } from '../corpora/corpora.ts';
import type { Figure } from '../report.ts';

const folds = 5;
type Rank = (features: Features) => string[];

/** How often the label of a post is proposed first, or among three, by what the other four fifths teach. */
export async function* routing(): AsyncGenerator<Figure> {
	const posts = readLabelledPosts();
	console.error(
		`\nRouting, ${posts.length} labelled posts: first right, among three (odd and even posts apart)`
	);
	for (const kind of ['category', 'department'] as const) {
		const own = judge(posts, kind, (post) => featuresOf({ title: post.title, body: post.text }), ourRank);
		const plain = judge(posts, kind, pairsOf, naiveBayes);
		for (const [name, score] of [
			[kind, own],
			['    naive Bayes on pairs of characters', plain]
		] as const) {
			const halves = score.halves.map(({ first, three, n }) => `${share(first, n)} ${share(three, n)}`);
			console.error(`${name.padEnd(44)} ${halves.join('   ')}`);
		}
		yield figure(`${kind} proposed first is right`, own.first / posts.length, plain.first / posts.length);
		yield figure(`${kind} is among three proposed`, own.three / posts.length, plain.three / posts.length);
	}
}

function figure(name: string, value: number, baseline: number): Figure {
	return { figure: name, value, unit: '', baseline, ratio: value / baseline, n: 1 };
}
const share = (part: number, all: number) => (part / all).toFixed(3);

function judge(
	posts: LabelledPost[],
	kind: 'category' | 'department',
	signsFor: (post: LabelledPost) => Features,
	learn: (examples: Example[]) => Rank
) {
	const examples = posts.map((post) => ({ features: signsFor(post), label: post[kind] }));
	const halves = [0, 1].map(() => ({ first: 0, three: 0, n: 0 }));
	for (let fold = 0; fold < folds; fold++) {
		const rank = learn(examples.filter((_, at) => at % folds !== fold));
		for (const [at, { features, label }] of examples.entries()) {
			const half = halves[at % 2];
			if (at % folds !== fold || !half) continue;
			const ranked = rank(features);
			half.n++;
			if (ranked[0] === label) half.first++;
			if (ranked.slice(0, 3).includes(label)) half.three++;
		}
	}
	const sum = (of: 'first' | 'three') => halves.reduce((all, half) => all + half[of], 0);
	return { halves, first: sum('first'), three: sum('three') };
}

function ourRank(examples: Example[]): Rank {
	const reader = readModel(train(examples));
	return (features) => reader.propose(features, 3).map(({ label }) => label);
}

function pairsOf({ title, text }: LabelledPost): Features {
	const plain = (title + text)
		.normalize('NFKC')
		.toLowerCase()
		.replace(/[^\p{L}\p{N}]/gu, '');
	const pairs = new Map<string, number>();
	for (let at = 0; at + 1 < plain.length; at++) {
		const pair = plain.slice(at, at + 2);
		pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
	}
	return pairs;
}

/** The plain way: multinomial naive Bayes, one added to every count. */
function naiveBayes(examples: Example[]): Rank {
	const known = new Set(examples.flatMap(({ features }) => [...features.keys()]));
	const labels = Map.groupBy(examples, ({ label }) => label);
	const learnt = [...labels].map(([label, of]) => {
		const counts = new Map<string, number>();
		let all = 0;
		for (const { features } of of)
			for (const [feature, count] of features) {
				counts.set(feature, (counts.get(feature) ?? 0) + count);
				all += count;
			}
		return { label, prior: Math.log(of.length / examples.length), counts, all };
	});
	return (features) =>
		learnt
			.map(({ label, prior, counts, all }) => {
				let sum = prior;
				for (const [feature, count] of features)
					if (known.has(feature))
						sum += count * Math.log(((counts.get(feature) ?? 0) + 1) / (all + known.size));
				return { label, sum };
			})
			.sort((a, b) => b.sum - a.sum)
			.map(({ label }) => label);
}
