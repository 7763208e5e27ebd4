import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseTime } from './times';

test.each([
	['2019/7/19 18:19:54', '2019-07-19T10:19:54.000Z'],
	['2019-07-19 18:19', '2019-07-19T10:19:00.000Z'],
	['2019-07-19', '2019-07-18T16:00:00.000Z'],
	['2019年7月19日 8时5分', '2019-07-19T00:05:00.000Z'],
	['２０１９/7/19 18：19', '2019-07-19T10:19:00.000Z'],
	['2019-07-19T10:19:54Z', '2019-07-19T10:19:54.000Z'],
	['2019-07-19 18:19:54+08', '2019-07-19T10:19:54.000Z'],
	['43665.75', '2019-07-19T10:00:00.000Z']
])('reads %s', (text, iso) => expect(parseTime(text)?.toISOString()).toBe(iso));

test.each(['', '昨天', '2019-02-31', '2019/13/1', '2019/7/19 25:00', '19/7/2019', '99999999', '-1'])(
	'refuses %j',
	(text) => expect(parseTime(text)).toBeNull()
);

test('never throws', () => {
	fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void parseTime(text)));
});
