import type { Dependency } from '$lib/platform/cache/page-cache';

// Which public changes concern a page, by the topics that supabase/migrations/*_announcing.sql announces them with.

type Topics = [string, ...string[]];

const atOnce = (...all: Topics): Dependency => ({ all, withinMs: 0 });
/** Everybody follows within two seconds; what is left of them is for reading the change and rendering the page. */
const soon = (...all: Topics): Dependency => ({ all, withinMs: 1_700 });
/** Counts of votes may be some seconds old. */
const votes = (topic: string): Dependency => ({ all: [topic], withinMs: 8_000, lateMs: 2_000 });

const reference = atOnce('reference');
/** They follow what happened within ten seconds, of which counting takes some. */
const figures: Dependency = { all: ['figures'], withinMs: 6_000, lateMs: 4_000 };

/** The page at an address that visitors share, as it was rendered. */
export function dependenciesOf({ pathname, searchParams }: URL, html: string): Dependency[] {
	const path = pathname.replace(/^\/en(?=\/|$)/, '') || '/';
	return [reference, ...ofAddress(path, searchParams), ...ofIssuesIn(html)];
}

function ofAddress(path: string, search: URLSearchParams): Dependency[] {
	const [, room = '', one = '', id = ''] = path.split('/');
	if (room === '') {
		return [
			soon('changed:listed'),
			soon('changed:status'),
			soon('changed:answered'),
			votes('votes'),
			figures
		];
	}
	if (room === 'issues') return one === '' ? ofList(search) : ofIssue(one, search.get('merged'));
	if (room === 'departments') {
		return one === '' ? [figures] : [soon(`department:${one}`, 'desk'), figures];
	}
	if (room === 'about') return [figures];
	if (room === 'results') return one === '' ? [soon('scores'), figures] : [soon(`score:${id}`)];
	return [];
}

function ofIssue(id: string, mergedFrom: string | null): Dependency[] {
	const ids = mergedFrom === null ? [id] : [id, mergedFrom];
	return [...ids.map((one) => atOnce(`issue:${one}`)), votes(`votes:${id}`)];
}

/** An issue enters or leaves a list with what the list is narrowed by, or ordered by. What stands in it is linked from it. */
function ofList(search: URLSearchParams): Dependency[] {
	const narrowed = ['region', 'category', 'department', 'status'].flatMap((name) => {
		const value = search.get(name);
		return value ? [{ name, topic: `${name}:${value}` }] : [];
	});
	const isSearch = Boolean(search.get('q'));
	const stage = search.get('stage');
	// A search in vain says what would be found without the filters.
	const topics = isSearch ? [] : narrowed.map(({ topic }) => topic);
	const sort = search.get('sort');
	const moves = [
		'listed',
		...narrowed.map(({ name }) => name),
		...(stage ? ['stage'] : []),
		...(sort === 'newly_answered' || sort === 'longest_waiting' ? ['answered'] : []),
		...(sort === 'longest_waiting' ? ['status'] : []),
		...(isSearch ? ['text'] : [])
	];
	return [
		...moves.map((move) => soon(...most([...topics, `changed:${move}`]))),
		...(sort === 'most_supported' ? [votes('votes')] : []),
		// A deadline passes without a change of the issue; who counts the overdue announces it. Both say how many are not public.
		...(stage === 'overdue' || stage === 'waits_for_intake' ? [figures] : [])
	];
}

/** Whatever shows an issue links to it. */
function ofIssuesIn(html: string): Dependency[] {
	const ids = new Set([...html.matchAll(/href="(?:\/en)?\/issues\/(\d+)/g)].map(([, id]) => id));
	return [...ids].flatMap((id) => [soon(`issue:${id}`), votes(`votes:${id}`)]);
}

function most([first = '', ...others]: string[]): Topics {
	return [first, ...others];
}
