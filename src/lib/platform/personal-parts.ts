/** A page cut at what is personal in it: `<… data-personal="NAME">…</…>`. */
export interface CutPage {
	/** One more than there are names: what stands around the personal parts. */
	pieces: Buffer[];
	names: string[];
}

// Elements of one name must not stand in each other here.
const part = /(<(li|span) [^>]*?data-personal="([a-z]+(?:-\d+)?)"[^>]*>)[^]*?(?=<\/\2>)/g;

/** Takes the personal parts out of a page, whatever they say to whom it was rendered for. */
export function cutAtPersonalParts(html: string): CutPage {
	const pieces: Buffer[] = [];
	const names: string[] = [];
	let from = 0;
	for (const match of html.matchAll(part)) {
		const [whole, tag = '', , name = ''] = match;
		pieces.push(Buffer.from(html.slice(from, match.index + tag.length)));
		names.push(name);
		from = match.index + whole.length;
	}
	pieces.push(Buffer.from(html.slice(from)));
	return { pieces, names };
}

/** The page with these parts in their places; a part without a text stays empty. */
export function fillPersonalParts({ pieces, names }: CutPage, texts: ReadonlyMap<string, string>): Buffer {
	const [first = Buffer.alloc(0), ...others] = pieces;
	return Buffer.concat([
		first,
		...others.flatMap((piece, place) => [Buffer.from(texts.get(names[place] ?? '') ?? ''), piece])
	]);
}
