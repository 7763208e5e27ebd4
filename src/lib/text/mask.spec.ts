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
		'手机号１３８００００１２３４',
		'0086 138 0000 1234',
		'008613800001234',
		'加拨013800001234',
		'138　0000　1234',
		'138—0000—1234',
		'138.0000.1234',
		'1380-000-1234',
		'138 000 01234',
		'1 3 8 0 0 0 0 1 2 3 4',
		'13800\u200b001\u2060234',
		'𝟏𝟑𝟖𝟎𝟎𝟎𝟎𝟏𝟐𝟑𝟒',
		'1️⃣3️⃣8️⃣0️⃣0️⃣0️⃣0️⃣1️⃣2️⃣3️⃣4️⃣',
		'微信同号wx13800001234',
		'３13800001234',
		'13800001234\u200b5'
	])('hides the mobile number in %s', (text) => {
		expect(kinds(text)).toEqual(['mobile']);
		expect(maskText(text).text).toContain('手机号已隐去');
	});

	test.each([
		'11010519491231002X',
		'１１０１０５１９４９１２３１００２Ｘ',
		'11010519491231002x',
		'110105 19491231 002X',
		'110105\u200b19491231002X'
	])('hides the identity number %s', (number) =>
		expect(kinds(`身份证${number}，请核实`)).toEqual(['identity'])
	);

	test('hides each of several numbers, and says where they stood', () => {
		const text = '张三13800001234，李四139-0000-1234，证号５11010519491231002X';
		const { findings, text: masked } = maskText('甲13800001234乙11010519491231002X丙139 0000 1234');
		expect(masked).toBe('甲［手机号已隐去］乙［身份证号已隐去］丙［手机号已隐去］');
		expect(findings.map((f) => f.kind)).toEqual(['mobile', 'identity', 'mobile']);
		expect(maskText(text).findings.map((f) => text.slice(f.start, f.end))).toEqual([
			'13800001234',
			'139-0000-1234'
		]);
	});

	test.each([
		'0731-88880000',
		'12345',
		'拨打 12388 举报',
		'110105194912310021',
		'订单 20190719181954001',
		'400-800-1234',
		'2019-07-19 18:19:54',
		'１３楼 15-17号 1998-2003年',
		'6222 1380 0000 1234 567',
		'公里数138.00001234',
		'合同价15000-200000元',
		'13、14、15、16、17、18栋',
		'110105194913310021',
		'138****5678'
	])('leaves %s alone', (text) => expect(maskText(text)).toEqual({ text, findings: [] }));

	test('leaves no mobile number in any text, and masks only once', () => {
		const digits = fc.stringMatching(/^[ 0-9１３８Xx+\u200b.-]{0,40}$/);
		fc.assert(
			fc.property(
				fc.array(fc.oneof(digits, fc.string({ unit: 'binary' }), fc.constant('13912345678'))),
				fc.constantFrom('', '，', ' ', '３'),
				(parts, between) => {
					const once = maskText(parts.join(between)).text;
					expect(once).not.toMatch(MOBILE_LEFT);
					expect(maskText(once).text).toBe(once);
				}
			)
		);
	});
});
