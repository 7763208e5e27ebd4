import { Jieba } from '@node-rs/jieba';
import { dict } from '@node-rs/jieba/dict.js';

/** Goes up when the cutting changes, so that older texts can be found and cut again. */
export const TOKENIZER_VERSION = 1;

/** More words than this say nothing more about what a text is about, and an index row has its price. */
const MOST_WORDS = 400;
const LONGEST_WORD = 40;

let jieba: Jieba | undefined;

/**
 * The distinct words of a text, for the index and for queries alike: Chinese words cut by jieba in search mode
 * (a long word also gives its parts), Latin words and numbers in lower case, full-width forms as plain ones.
 */
export function cutWords(text: string): string[] {
	jieba ??= Jieba.withDict(dict);
	const words = new Set<string>();
	for (const piece of jieba.cutForSearch(plain(text), true)) {
		const word = piece.trim();
		if (!/[\p{L}\p{N}]/u.test(word) || STOP_WORDS.has(word)) continue;
		words.add(word.slice(0, LONGEST_WORD));
		if (words.size === MOST_WORDS) break;
	}
	return [...words];
}

function plain(text: string): string {
	return text.normalize('NFKC').toLowerCase().slice(0, 50_000);
}

/** Words that stand in nearly every letter and so find nothing. */
const STOP_WORDS = new Set(
	(
		'的 了 和 是 在 我 有 就 不 人 都 一 一个 上 也 很 到 说 要 去 你 会 着 没有 看 自己 这 那 与 及 等 被 把 让 给 对 为 ' +
		'我们 你们 他们 这个 那个 请 请问 希望 您好 你好 谢谢 领导 尊敬 反映 问题 情况 关于 进行 以及 因为 所以 但是 如果'
	).split(' ')
);
