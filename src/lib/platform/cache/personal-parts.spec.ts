import fc from 'fast-check';
import { expect, test } from 'vitest';
import { splitAtPersonalParts, fillPersonalParts } from './personal-parts.ts';

const page =
	'<ul><li class="x" data-personal="account"><!--[--><a href="/sign-in">登录</a><!--]--></li></ul>' +
	'<span data-personal="vote-7" class="y"></span> <span data-personal="vote-8">您已附议</span><p>完</p>';

test('names what is personal, and keeps nothing of what stood there', () => {
	const cut = splitAtPersonalParts(page);
	expect(cut.slots.map(({ name }) => name)).toEqual(['account', 'vote-7', 'vote-8']);
	expect(cut.shared.toString()).not.toMatch(/登录|您已附议/);
});

test('puts each text in its place', () => {
	const filled = fillPersonalParts(
		splitAtPersonalParts(page),
		new Map([
			['account', Buffer.from('<a href="/me">我的</a>')],
			['vote-7', Buffer.from('您已附议')]
		])
	).toString();
	expect(filled).toContain('data-personal="account"><a href="/me">我的</a></li>');
	expect(filled).toContain('data-personal="vote-7" class="y">您已附议</span>');
	expect(filled).toContain('data-personal="vote-8"></span><p>完</p>');
});

test('leaves every other page as it is', () => {
	fc.assert(
		fc.property(fc.string({ unit: 'grapheme' }), (text) => {
			const escaped = text.replaceAll('<', '&lt;');
			expect(fillPersonalParts(splitAtPersonalParts(escaped), new Map()).toString()).toBe(
				Buffer.from(escaped).toString()
			);
		})
	);
});
