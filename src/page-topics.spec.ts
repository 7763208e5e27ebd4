import { expect, test } from 'vitest';
import { dependenciesOf } from './page-topics.ts';

/** What triggers announce; the second one moves an issue of housing in region 3 from one status to another. */
const published = [
	'issues',
	'issue:7',
	'category:housing',
	'status:published',
	'region:1',
	'region:3',
	'changed:listed'
];
const moved = [
	'issues',
	'issue:7',
	'category:housing',
	'status:answered',
	'department:water',
	'region:1',
	'region:3',
	'changed:status'
];
const noted = ['issues', 'issue:7'];
const owed = ['issues', 'issue:7', 'desk', 'department:water'];
const reworded = [
	'issues',
	'issue:7',
	'category:housing',
	'status:published',
	'region:1',
	'region:3',
	'changed:text',
	'at_once'
];
const voted = ['votes', 'votes:7', 'votes:8'];

/** How long the page may be served after the change; null where it is none of its business. */
function concern(path: string, topics: string[], html = ''): number | null {
	const change = new Set(topics);
	const waits = dependenciesOf(new URL(path, 'http://portal'), html).flatMap(({ all, withinMs }) =>
		all.every((topic) => change.has(topic)) ? [withinMs] : []
	);
	return waits.length > 0 ? Math.min(...waits) : null;
}

const card = '<a href="/issues/7">路灯</a>';
const englishCard = '<a href="/en/issues/7">路灯</a>';

test.each([
	['/', published],
	['/en', moved],
	['/issues', published],
	['/issues?category=housing', published],
	['/issues?region=1', published],
	['/en/issues?region=3&category=housing', published],
	['/issues?status=answered', moved],
	['/issues?status=answered&region=3', moved],
	['/issues?sort=longest_waiting', moved],
	['/issues?q=路灯&category=jobs', published],
	['/issues?q=路灯', reworded],
	['/departments/water', owed],
	['/results', ['scores', 'score:3']],
	['/results/published/3', ['scores', 'score:3']]
])('%s follows %j soon', (path, change) => expect(concern(path, change)).toBe(1_700));

test.each([
	['/issues/7', noted],
	['/issues/8?merged=7', noted],
	['/en/issues/7', moved],
	['/about/numbers', ['reference']],
	['/departments', ['reference']]
])('%s follows %j at once', (path, change) => expect(concern(path, change)).toBe(0));

test.each([
	['/', voted],
	['/issues?sort=most_supported', voted],
	['/issues/8', voted]
])('%s follows %j late', (path, change) => expect(concern(path, change)).toBe(8_000));

test.each(['/', '/about/numbers', '/departments', '/departments/water', '/results', '/en/results?region=3'])(
	'%s follows figures',
	(path) => expect(concern(path, ['figures'])).toBe(6_000)
);

test.each([
	['/', noted],
	['/issues', moved],
	['/issues', noted],
	['/issues?category=jobs', published],
	['/issues?region=2', published],
	['/issues?category=housing', moved],
	['/issues?status=published', moved],
	['/issues?status=assigned', published],
	['/issues', voted],
	['/issues/70', noted],
	['/departments/roads', owed],
	['/departments/water', noted],
	['/results', published],
	['/results/published/4', ['scores', 'score:3']],
	['/issues/7', ['figures']]
])('%s does not follow %j', (path, change) => expect(concern(path, change)).toBeNull());

test.each([card, englishCard])('a page follows the issues that it shows: %s', (html) => {
	expect(concern('/issues?category=jobs', noted, html)).toBe(1_700);
	expect(concern('/issues', voted, html)).toBe(8_000);
	expect(concern('/issues', ['issues', 'issue:77'], html)).toBeNull();
});
