import { cutWords } from '../../src/lib/text/words.server.ts';
import { likeness, readQuery, type TitledText } from '../../src/lib/text/similarity.ts';

export interface Post extends TitledText {
	id: string;
	/** Posts of one matter tell the same trouble. */
	matter?: string | undefined;
}

export interface Found {
	post: Post;
	score: number;
}

const MOST_CANDIDATES = 60;
const MOST_WORDS = 100;
const BUDGET = 3_000;
const BEGINNING = 600;

/** Finds as public.likely_same() does, in memory: the rarest words first, within a budget of rows. */
export class Candidates {
	readonly #posts: readonly Post[];
	readonly #standsIn = new Map<string, number[]>();

	constructor(posts: readonly Post[]) {
		this.#posts = posts;
		for (const [at, post] of posts.entries()) {
			for (const word of cutWords(`${post.title}\n${post.text}`)) {
				const known = this.#standsIn.get(word);
				if (known) known.push(at);
				else this.#standsIn.set(word, [at]);
			}
		}
	}

	/** Candidates with what each has in rare words, best first, and a judge of the question. */
	look(question: TitledText, isAllowed: (post: Post) => boolean) {
		const words = cutWords(`${question.title}\n${question.text.slice(0, 1_500)}`).slice(0, MOST_WORDS);
		const counted = words.map((word) => ({ word, texts: this.#standsIn.get(word)?.length ?? 0 }));
		const total = this.#posts.length;
		const sums = new Map<number, number>();
		let rows = 0;
		for (const { word, texts } of counted.toSorted((a, b) => a.texts - b.texts)) {
			if (rows > BUDGET) break;
			rows += texts;
			for (const at of this.#standsIn.get(word) ?? []) {
				sums.set(at, (sums.get(at) ?? 0) + Math.log(1 + total / texts));
			}
		}
		const query = readQuery(question, counted, total);
		const posts = [...sums]
			.sort(([, a], [, b]) => b - a)
			.flatMap(([at]) => this.#posts[at] ?? [])
			.filter(isAllowed)
			.slice(0, MOST_CANDIDATES);
		return posts.map((post): Found => ({
			post,
			score: likeness(query, { title: post.title, text: post.text.slice(0, BEGINNING) })
		}));
	}
}

/** The plain way: every other post by the cosine of its pairs of characters. */
export class PairCosine {
	readonly #read: { post: Post; pairs: Map<string, number>; length: number }[];

	constructor(posts: readonly Post[]) {
		this.#read = posts.map((post) => ({ post, ...pairsOf(post) }));
	}

	look(question: TitledText, isAllowed: (post: Post) => boolean): Found[] {
		const asked = pairsOf(question);
		return this.#read
			.filter(({ post }) => isAllowed(post))
			.map(({ post, pairs, length }) => {
				let both = 0;
				for (const [pair, count] of asked.pairs) both += count * (pairs.get(pair) ?? 0);
				return { post, score: both / (asked.length * length || 1) };
			});
	}
}

function pairsOf({ title, text }: TitledText) {
	const plain = `${title}${text}`
		.normalize('NFKC')
		.toLowerCase()
		.replace(/[^\p{L}\p{N}]/gu, '');
	const pairs = new Map<string, number>();
	for (let i = 0; i + 1 < plain.length; i++) {
		const pair = plain.slice(i, i + 2);
		pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
	}
	return { pairs, length: Math.hypot(...pairs.values()) };
}
