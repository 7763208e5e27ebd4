import { Feed } from 'feed';
import { parseInstant } from '$lib/platform/time/clock';

export interface FeedEntry {
	/** The whole address of the page; also what identifies the entry for ever. */
	address: string;
	title: string;
	/** Plain text; its lines become paragraphs. */
	text: string;
	author: string;
	categories: string[];
	publishedAt: string;
	updatedAt: string;
}

export interface FeedHead {
	title: string;
	subtitle: string;
	/** Of the feed itself. */
	address: string;
	/** Of the page that shows the same. */
	page: string;
	language: string;
}

/** An Atom document; the same entries give the same bytes. */
export function atomFeed(head: FeedHead, entries: FeedEntry[]): string {
	const newest = entries
		.map((entry) => entry.updatedAt)
		.sort()
		.at(-1);
	const feed = new Feed({
		id: head.address,
		title: xmlText(head.title),
		description: xmlText(head.subtitle),
		link: head.page,
		feedLinks: { atom: head.address },
		language: head.language,
		copyright: '',
		generator: 'Dianti',
		updated: newest ? parseInstant(newest) : new Date(0)
	});
	for (const entry of entries) {
		feed.addItem({
			id: entry.address,
			link: entry.address,
			title: escapeHtml(entry.title),
			content: asHtml(entry.text),
			author: [{ name: xmlText(entry.author) }],
			category: entry.categories.map((name) => ({ name: attributeText(name), term: attributeText(name) })),
			published: parseInstant(entry.publishedAt),
			date: parseInstant(entry.updatedAt)
		});
	}
	return feed.atom1();
}

/** Titles and contents are of type html in a feed, so a letter's “<” must come out as itself. */
function escapeHtml(text: string): string {
	return xmlText(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function asHtml(text: string): string {
	const paragraphs = escapeHtml(text).split(/\n{2,}/);
	return paragraphs.map((paragraph) => `<p>${paragraph.replaceAll('\n', '<br>')}</p>`).join('');
}

/** The library escapes “&” and quotes in attributes and leaves “<”, which XML forbids there; so it becomes the wide one. */
function attributeText(text: string): string {
	return xmlText(text).replaceAll('<', '＜');
}

/** XML 1.0 has no place for most control characters, nor for half a surrogate pair. */
function xmlText(text: string): string {
	// eslint-disable-next-line no-control-regex
	return text.toWellFormed().replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '');
}
