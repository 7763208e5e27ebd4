import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { maskText } from './mask';

/** What the database's constraint refuses in a public text. */
const MOBILE_LEFT = /(^|[^0-9])1[3-9][0-9]{9}($|[^0-9])/;
const kinds = (text: string) => maskText(text).findings.map((f) => f.kind);

describe('masking of private numbers', () => {
	test.each([
		'请打13800001234联系',
		'电话：138 0000 1234。',
		'电话138-0000-1234',
		'+86 13800001234',
		'８６１３８００００１２３４号',
		'手机号１３８００００１２３４'
	])('hides the mobile number in %s', (text) => {
		expect(kinds(text)).toEqual(['mobile']);
		expect(maskText(text).text).toContain('手机号已隐去');
	});

	test.each(['11010519491231002X', '１１０１０５１９４９１２３１００２Ｘ', '11010519491231002x'])(
		'hides the identity number %s',
		(number) => expect(kinds(`身份证${number}，请核实`)).toEqual(['identity'])
	);

	test.each([
		'0731-88880000',
		'12345',
		'拨打 12388 举报',
		'110105194912310021',
		'订单 20190719181954001',
		'400-800-1234'
	])('leaves %s alone', (text) => expect(maskText(text)).toEqual({ text, findings: [] }));

	test('leaves no mobile number in any text, and masks only once', () => {
		const digits = fc.stringMatching(/^[ 0-9１３８+-]{0,30}$/);
		fc.assert(
			fc.property(
				fc.array(fc.oneof(digits, fc.string({ unit: 'binary' }), fc.constant('13912345678'))),
				(parts) => {
					const once = maskText(parts.join('，')).text;
					expect(once).not.toMatch(MOBILE_LEFT);
					expect(maskText(once).text).toBe(once);
				}
			)
		);
	});
});
