import { describe, expect, test } from 'vitest';
import { atomFeed, type FeedEntry, type FeedHead } from './atom.ts';

const head: FeedHead = {
	title: '点题 & 答题',
	subtitle: 'subtitle',
	address: 'https://example.org/feeds/issues.atom?region=1&category=other',
	page: 'https://example.org/issues',
	language: 'zh-CN'
};
const entry: FeedEntry = {
	address: 'https://example.org/issues/1001',
	title: '水压不足',
	text: '一段\n二行\n\n三段',
	author: '匿名',
	categories: ['其他'],
	publishedAt: '2026-11-01 00:00:00+00',
	updatedAt: '2026-11-02 00:00:00+00'
};

describe('an Atom feed', () => {
	test('says the same twice, and when it last changed', () => {
		const text = atomFeed(head, [entry]);
		expect(atomFeed(head, [entry])).toBe(text);
		expect(text).toContain('<updated>2026-11-02T00:00:00.000Z</updated>');
		expect(text).toContain('region=1&amp;category=other');
	});

	test('lets no letter write markup', () => {
		const text = atomFeed(head, [
			{ ...entry, title: '<script>alert(1)</script> ]]> &', text: 'x ]]><script>alert(2)</script>' }
		]);
		expect(text).not.toContain('<script>');
		expect(text.match(/]]>/g)).toHaveLength(text.match(/<!\[CDATA\[/g)?.length ?? 0);
		expect(text).toContain('&lt;script&gt;alert(1)');
	});

	test('lets no name of a category end its attribute', () => {
		const text = atomFeed(head, [{ ...entry, categories: ['<b>"水&电"'] }]);
		expect(text).toContain('term="＜b>&quot;水&amp;电&quot;"');
	});

	test('leaves out what XML cannot carry', () => {
		const text = atomFeed(head, [{ ...entry, text: 'a\u0000\u000b\ud800b' }]);
		expect(text).toContain('<p>a\ufffdb</p>');
	});

	test('is whole without entries', () => {
		expect(atomFeed(head, [])).toContain('<feed');
	});
});
