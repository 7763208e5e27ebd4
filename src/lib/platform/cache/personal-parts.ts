/** A page without what is personal in it: `<… data-personal="NAME">…</…>`. */
export interface SplitPage {
	/** What is the same for everybody, in one piece. */
	shared: Buffer;
	/** Where the personal parts stood in it, ascending. */
	slots: { name: string; at: number }[];
}

// Elements of one name must not stand in each other here.
const part = /(<(li|span) [^>]*?data-personal="([a-z]+(?:-\d+)?)"[^>]*>)[^]*?(?=<\/\2>)/g;

/** Takes the personal parts out of a page, whatever they say to whom it was rendered for. */
export function splitAtPersonalParts(html: string): SplitPage {
	const pieces: Buffer[] = [];
	const slots: SplitPage['slots'] = [];
	let [from, at] = [0, 0];
	for (const match of html.matchAll(part)) {
		const [whole, tag = '', , name = ''] = match;
		const piece = Buffer.from(html.slice(from, match.index + tag.length));
		at += piece.length;
		pieces.push(piece);
		slots.push({ name, at });
		from = match.index + whole.length;
	}
	pieces.push(Buffer.from(html.slice(from)));
	return { shared: Buffer.concat(pieces), slots };
}

/** The page with these parts in their slots; a part without a text stays empty. */
export function fillPersonalParts({ shared, slots }: SplitPage, texts: ReadonlyMap<string, Buffer>): Buffer {
	const pieces: Buffer[] = [];
	let from = 0;
	for (const { name, at } of slots) {
		const text = texts.get(name);
		if (!text) continue;
		pieces.push(shared.subarray(from, at), text);
		from = at;
	}
	pieces.push(shared.subarray(from));
	return Buffer.concat(pieces);
}
