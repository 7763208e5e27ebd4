import { describe, expect, it } from 'vitest';
import { departments, regions } from '../../supabase/seed/data/town.ts';
import { categories, type Matter, readLabelledPosts, readMatters, readNearMisses } from './corpora.ts';

const regionNames = new Set(regions.map((region) => region.zh));
const departmentKeys = new Set(departments.map((department) => department.key));
const repeated = (texts: string[]) => texts.filter((text, at) => texts.indexOf(text) !== at);
const countOf = <T>(values: T[], value: T) => values.filter((each) => each === value).length;

const tellings = ({ a, b, c }: Matter) => (c ? [a, b, c] : [a, b]);

/** Runs longer than this would let a pair be found by copying alone. */
const longestSharedRun = 12;

function sharedRuns(a: string, b: string): string[] {
	const size = longestSharedRun + 1;
	const starts = Array.from({ length: Math.max(0, a.length - longestSharedRun) }, (_, at) => at);
	return starts.map((at) => a.slice(at, at + size)).filter((run) => b.includes(run));
}

describe('matters told twice, and their near misses', () => {
	const matters = readMatters();
	const nearMisses = readNearMisses();

	it('are enough, over every category and in known regions', () => {
		expect(matters.length).toBeGreaterThanOrEqual(200);
		expect(nearMisses.length).toBeGreaterThanOrEqual(200);
		for (const category of categories) {
			expect(
				countOf(
					matters.map((matter) => matter.category),
					category
				)
			).toBeGreaterThanOrEqual(12);
		}
		expect([...matters, ...nearMisses].filter((each) => !regionNames.has(each.region))).toEqual([]);
	});

	it('have texts of their own', () => {
		const posts = [...matters.flatMap(tellings), ...nearMisses];
		expect(repeated(posts.map((post) => post.text))).toEqual([]);
		expect(repeated(posts.map((post) => post.title))).toEqual([]);
		expect(repeated(matters.map((matter) => matter.matter))).toEqual([]);
	});

	it('are retold without copying', () => {
		const told = (post: { title: string; text: string }) => `${post.title}\n${post.text}`;
		const pairs = matters.flatMap((matter) => {
			const all = tellings(matter).map(told);
			return all.flatMap((one, at) => all.slice(at + 1).map((other) => ({ one, other })));
		});
		expect(pairs.flatMap(({ one, other }) => sharedRuns(one, other))).toEqual([]);
	});

	it('miss a known matter, about half by the matter and half by the place', () => {
		const known = new Map(matters.map((matter) => [matter.matter, matter]));
		expect(nearMisses.filter((miss) => !known.has(miss.of))).toEqual([]);
		const kinds = nearMisses.map((miss) => miss.kind);
		for (const kind of ['same_place_other_matter', 'same_matter_other_place'] as const) {
			expect(countOf(kinds, kind) / kinds.length).toBeGreaterThan(0.4);
		}
		const samePlace = nearMisses.filter((miss) => miss.kind === 'same_place_other_matter');
		expect(samePlace.filter((miss) => known.get(miss.of)?.region !== miss.region)).toEqual([]);
	});
});

describe('labelled posts', () => {
	const posts = readLabelledPosts();

	it('are enough of every category, and told once', () => {
		expect(posts.length).toBeGreaterThanOrEqual(400);
		for (const category of categories) {
			const count = countOf(
				posts.map((post) => post.category),
				category
			);
			expect(count).toBeGreaterThanOrEqual(30);
		}
		expect(repeated(posts.map((post) => post.text))).toEqual([]);
		expect(repeated(posts.map((post) => post.title))).toEqual([]);
	});

	it('go to departments of the demo county, and to each of them', () => {
		expect(new Set(posts.map((post) => post.department))).toEqual(departmentKeys);
	});

	it('name only other categories as also defensible', () => {
		expect(posts.filter((post) => post.also?.includes(post.category))).toEqual([]);
	});
});
