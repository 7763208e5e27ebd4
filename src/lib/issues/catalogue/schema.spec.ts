import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cursorText, everyIssue, isFiltered, issueListPath, numberIn } from './rules.ts';
import { readIssueQuery, type KnownKeys } from './schema.ts';

const known: KnownKeys = {
	regions: new Set([1, 2]),
	categories: new Set(['transport']),
	departments: new Set(['water'])
};
const read = (search: string) => readIssueQuery(new URLSearchParams(search), known);

describe('the address of the list', () => {
	test('asks for everything when it says nothing, or sends empty fields', () => {
		expect(read('')).toEqual({ query: everyIssue, problems: [] });
		expect(read('q=&region=&category=&department=&status=&from=&to=&sort=').query).toEqual(everyIssue);
	});

	test('is read and written alike', () => {
		const path =
			'/issues?q=%E8%87%AA%E6%9D%A5%E6%B0%B4&region=2&category=transport&department=water&status=answered' +
			'&from=2026-01-01&to=2026-06-30&sort=most_supported&after=12%7E1024';
		const { query, problems } = read(path.split('?')[1] ?? '');
		expect(problems).toEqual([]);
		expect(query.after).toEqual({ value: '12', id: 1024 });
		expect(issueListPath(query)).toBe(path);
		expect(isFiltered(query)).toBe(true);
	});

	test('a time with microseconds survives as a cursor', () => {
		const after = { value: '2026-11-23 05:54:06.895075+00', id: 1001 };
		expect(read(`after=${encodeURIComponent(cursorText(after))}`).query.after).toEqual(after);
	});

	test.each([
		['region=99', 'region'],
		['region=1;drop', 'region'],
		['category=cars', 'category'],
		['department=nobody', 'department'],
		['status=rejected', 'status'],
		['from=2026-02-30', 'period'],
		['to=yesterday', 'period'],
		['from=2026-06-01&to=2026-05-01', 'period'],
		['sort=id;select', 'sort'],
		['after=12', 'page'],
		['after=12~1024', 'page'],
		['sort=most_supported&after=2026-11-23 05:54:06%2B00~1024', 'page'],
		[`q=${'水'.repeat(101)}`, 'words'],
		['q=%00', 'words']
	])('says of %s what could not be used, and keeps the rest', (search, problem) => {
		const { query, problems } = read(`${search}&category=transport`.replace(/^(category=cars)&.*/, '$1'));
		expect(problems).toEqual([problem]);
		if (problem !== 'category') expect(query.category).toBe('transport');
	});

	test('never breaks, whatever is written into it', () => {
		const names = fc.constantFrom(
			'q',
			'region',
			'category',
			'status',
			'from',
			'to',
			'sort',
			'after',
			'__proto__'
		);
		fc.assert(
			fc.property(fc.array(fc.tuple(names, fc.string({ unit: 'binary' }))), (pairs) => {
				const { query } = readIssueQuery(new URLSearchParams(pairs), known);
				expect(
					readIssueQuery(new URLSearchParams(issueListPath(query).split('?')[1] ?? ''), known).query
				).toEqual(query);
			})
		);
	});
});

test.each([
	['1024', 1024],
	['#1024', 1024],
	['编号 1024', 1024],
	['编号１０２４', 1024],
	['No. 1024', 1024],
	['102', null],
	['1024路公交', null],
	['', null]
])('the number in “%s” is %s', (words, expected) => {
	expect(numberIn(words)).toBe(expected);
});
