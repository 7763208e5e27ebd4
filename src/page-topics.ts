import type { Dependency } from '$lib/platform/page-memory';

// Which public changes concern a page, by the topics that supabase/migrations/*_announcing.sql announces them with.

/** Others follow within two seconds; what is left is for reading the change and rendering the page. */
const soon = 1_700;
/** Counts of votes may be some seconds old. */
const later = 8_000;
const figuresWithin = 4_000;

const on = (withinMs: number, ...all: [string, ...string[]]): Dependency => ({ all, withinMs });

const reference = on(0, 'reference');
const figures = on(figuresWithin, 'figures');

/** The page at an address that visitors share, as it was rendered. */
export function dependenciesOf({ pathname, searchParams }: URL, html: string): Dependency[] {
	const path = pathname.replace(/^\/en(?=\/|$)/, '') || '/';
	return [reference, ...ofAddress(path, searchParams), ...ofIssuesIn(html)];
}

function ofAddress(path: string, search: URLSearchParams): Dependency[] {
	const [, room = '', one = '', id = ''] = path.split('/');
	if (room === '') {
		return [
			on(soon, 'changed:listed'),
			on(soon, 'changed:status'),
			on(soon, 'changed:answered'),
			on(later, 'votes'),
			figures
		];
	}
	if (room === 'issues') return one === '' ? ofList(search) : ofIssue(one, search.get('merged'));
	if (room === 'departments') {
		return one === '' ? [figures] : [on(soon, `department:${one}`, 'desk'), figures];
	}
	if (room === 'results') return one === '' ? [on(soon, 'scores'), figures] : [on(soon, `score:${id}`)];
	return [];
}

function ofIssue(id: string, mergedFrom: string | null): Dependency[] {
	const ids = mergedFrom === null ? [id] : [id, mergedFrom];
	return [...ids.map((one) => on(0, `issue:${one}`)), on(later, `votes:${id}`)];
}

/** An issue enters or leaves a list with what the list is narrowed by, or ordered by. What stands in it is linked from it. */
function ofList(search: URLSearchParams): Dependency[] {
	const narrowed = ['region', 'category', 'department', 'status'].flatMap((name) => {
		const value = search.get(name);
		return value ? [{ name, topic: `${name}:${value}` }] : [];
	});
	const isSearch = Boolean(search.get('q'));
	// A search in vain says what would be found without the filters.
	const topics = isSearch ? [] : narrowed.map(({ topic }) => topic);
	const sort = search.get('sort');
	const moves = [
		'listed',
		...narrowed.map(({ name }) => name),
		...(sort === 'newly_answered' || sort === 'longest_waiting' ? ['answered'] : []),
		...(sort === 'longest_waiting' ? ['status'] : []),
		...(isSearch ? ['text'] : [])
	];
	return [
		...moves.map((move) => on(soon, ...most([...topics, `changed:${move}`]))),
		...(sort === 'most_supported' ? [on(later, 'votes')] : [])
	];
}

/** Whatever shows an issue links to it. */
function ofIssuesIn(html: string): Dependency[] {
	const ids = new Set([...html.matchAll(/href="(?:\/en)?\/issues\/(\d+)/g)].map(([, id]) => id));
	return [...ids].flatMap((id) => [on(soon, `issue:${id}`), on(later, `votes:${id}`)]);
}

function most([first = '', ...others]: string[]): [string, ...string[]] {
	return [first, ...others];
}
