import fc from 'fast-check';
import { expect, test } from 'vitest';
import { channelSchema, parseColumnMap, parseRow } from './schema';

const least = { title: '路灯坏了没人修', body: '一个月了' };

test('a title and a body are enough', () => {
	expect(parseRow(least, {})).toEqual({
		row: { ...least, id: null, posted_at: null, likes: 0, reply: null, replied_at: null, category: null }
	});
});

test('reads numbers as texts and counts, and the file’s own column names', () => {
	const raw = { 编号: 188031, title: '标题', body: '正文', likes: '12', posted_at: '2019/7/19 18:19:54' };
	expect(parseRow(raw, parseColumnMap('id=编号'))).toMatchObject({
		row: { id: '188031', likes: 12, posted_at: '2019-07-19T10:19:54.000Z' }
	});
});

test.each([
	[{ body: 'x' }, 'title_missing'],
	[{ title: 'x' }, 'body_missing'],
	[{ title: {}, body: 'x' }, 'title_missing'],
	[{ ...least, posted_at: '昨天' }, 'posted_at_unreadable'],
	[{ ...least, replied_at: '2019-02-31' }, 'replied_at_unreadable'],
	[{ ...least, likes: '很多' }, 'likes_not_a_count'],
	[{ ...least, likes: -1 }, 'likes_not_a_count'],
	[{ ...least, body: 'a\ufffdb' }, 'body_not_utf8']
])('%j is refused as %s', (raw, reason) => expect(parseRow(raw, {})).toEqual({ reason }));

test('any row is either read or refused with a reason', () => {
	fc.assert(
		fc.property(
			fc.dictionary(fc.constantFrom('id', 'title', 'body', 'likes', 'reply'), fc.anything()),
			(raw) => {
				const parsed = parseRow(raw, {});
				expect('row' in parsed || parsed.reason.length > 0).toBe(true);
			}
		)
	);
});

test('a column map says what is wrong with it', () => {
	expect(parseColumnMap('')).toEqual({});
	expect(() => parseColumnMap('subject=标题')).toThrow('--map: "subject=标题"');
	expect(() => parseColumnMap('title')).toThrow('COLUMN=NAME');
});

test('channels are written with a dash or an underscore', () => {
	expect(channelSchema.parse('message-board')).toBe('message_board');
	expect(channelSchema.safeParse('fax').success).toBe(false);
});
