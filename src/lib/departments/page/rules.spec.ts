import { expect, test } from 'vitest';
import { answerCursorText, readAnswerCursor } from './rules.ts';

test('a cursor is read as it was written', () => {
	const cursor = { publishedAt: '2026-11-18 17:38:02.401+00', id: 122 };
	expect(readAnswerCursor(answerCursorText(cursor))).toEqual(cursor);
});

test.each([
	null,
	'',
	'122',
	'2026-11-18~122',
	'2026-13-45 00:00:00+00~1',
	'2026-11-18 17:38:02+00~1),id.gt.(0'
])('“%s” is no cursor', (text) => expect(readAnswerCursor(text)).toBeNull());
