import fc from 'fast-check';
import { expect, test } from 'vitest';
import { HIDDEN_LABEL } from '$lib/text/mask.ts';
import { hidePassage } from './rules.ts';

test('a passage is hidden wherever it stands, and nothing else', () => {
	fc.assert(
		fc.property(fc.array(fc.string()), fc.string({ minLength: 1 }), (pieces, passage) => {
			const around = pieces.map((piece) => piece.replaceAll(passage, ''));
			fc.pre(
				!around
					.join(passage)
					.split(passage)
					.some((piece, at) => piece !== around[at])
			);
			fc.pre(!HIDDEN_LABEL.includes(passage));
			expect(hidePassage(around.join(passage), passage)).toBe(around.join(HIDDEN_LABEL));
		})
	);
});

test('what looks like a pattern is taken as it is', () => {
	expect(hidePassage('a.b (c) $& $1', '$&')).toBe(`a.b (c) ${HIDDEN_LABEL} $1`);
	expect(hidePassage('a.b', 'axb')).toBe('a.b');
});
