import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MASK_LABELS, maskText } from './mask';

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
});

describe('any text', () => {
	const digits = fc.stringMatching(/^[ 0-9１３８Xx+\u200b.-]{0,40}$/);
	const told = fc.constantFrom(
		'我家',
		'3栋501',
		'2单元',
		'楼上',
		'101',
		'路37号',
		'住',
		'宁A',
		'12345',
		'a@b.com',
		'@',
		'13912345678',
		'1380000123４',
		'一三八〇〇〇〇一二三四',
		'11010519491231002X',
		'6222021234567890128',
		'［手机号已隐去］'
	);
	const texts = fc
		.tuple(
			fc.array(fc.oneof(told, told, digits, fc.string({ unit: 'binary' }))),
			fc.constantFrom('', '，', ' ', '３')
		)
		.map(([parts, between]) => parts.join(between));

	test('keeps no mobile number, and is masked only once', () => {
		fc.assert(
			fc.property(texts, (text) => {
				const once = maskText(text).text;
				expect(once).not.toMatch(MOBILE_LEFT);
				expect(maskText(once)).toEqual({ text: once, findings: [] });
			}),
			{ numRuns: 1000 }
		);
	});

	test('stands unchanged but for what was found, in order and without overlaps', () => {
		fc.assert(
			fc.property(texts, (text) => {
				const { text: masked, findings } = maskText(text);
				let rest = '';
				let from = 0;
				for (const { kind, start, end } of findings) {
					expect(start).toBeGreaterThanOrEqual(from);
					expect(end).toBeGreaterThan(start);
					rest += text.slice(from, start) + MASK_LABELS[kind];
					from = end;
				}
				expect(masked).toBe(rest + text.slice(from));
			})
		);
	});
});

const digitsOf = (length: number) => fc.stringMatching(new RegExp(`^[0-9]{${length}}$`));
const separator = fc.constantFrom('', ' ', '-', '\u200b', '—');
const around = fc.constantFrom('请打', '我家3栋501，电话', '卡号：', '', '(', '尾号12，');

test('nothing of an identity number or a card survives, however it is grouped and whatever stands around', () => {
	const identity = fc
		.tuple(digitsOf(3), fc.integer({ min: 0, max: 40_000 }), fc.integer({ min: 100, max: 999 }))
		.map(([area, days, order]) => {
			const born = new Date(Date.UTC(1930, 0, 1) + days * 86_400_000)
				.toISOString()
				.slice(0, 10)
				.replace(/-/g, '');
			const body = `110${area}${born}${order}`;
			const sum = [...body].reduce((total, digit, i) => total + Number(digit) * (2 ** (17 - i) % 11), 0);
			return body + '10X98765432'[sum % 11];
		});
	const card = fc.tuple(digitsOf(2), fc.constantFrom(16, 17, 18, 19)).chain(([bank, length]) =>
		digitsOf(length - 5).map((own) => {
			const body = `62${bank}${own}`;
			const check = [...Array(10).keys()].find((last) => luhn(`${body}${last}`) % 10 === 0) ?? 0;
			return `${body}${check}`;
		})
	);
	fc.assert(
		fc.property(fc.oneof(identity, card), separator, around, (number, between, before) => {
			const written = number.replace(/^(.{4})(.{4})(.{4})(.{4})/, ['$1', '$2', '$3', '$4'].join(between));
			const masked = maskText(`${before}${written}，谢谢`).text;
			expect(masked).not.toMatch(/[0-9Xx]{4}/);
			expect(masked).toMatch(/［(身份证号|银行卡号)已隐去］，谢谢$/);
		})
	);
});

function luhn(digits: string): number {
	return [...digits].reverse().reduce((sum, digit, place) => {
		const value = Number(digit) * (place % 2 ? 2 : 1);
		return sum + (value > 9 ? value - 9 : value);
	}, 0);
}

test('landlines and hotlines stay, whatever stands around', () => {
	const area = fc.oneof(
		fc.constant('010'),
		digitsOf(1).map((digit) => `02${digit}`),
		fc.stringMatching(/^0[3-9]\d{2}$/)
	);
	const landline = fc
		.tuple(area, fc.constantFrom('-', ' ', '', '—', '）'), fc.stringMatching(/^[2-8]\d{6,7}$/))
		.map((parts) => parts.join(''));
	const free = fc
		.tuple(fc.constantFrom('400', '800'), separator, digitsOf(3), separator, digitsOf(4))
		.map((parts) => parts.join(''));
	const short = fc.constantFrom(
		'110',
		'119',
		'120',
		'122',
		'12345',
		'12315',
		'12388',
		'12328',
		'95598',
		'96119'
	);
	const office = fc.constantFrom(
		'请打',
		'我拨打了',
		'住建局电话',
		'3栋住户拨打',
		'供电所：',
		'我家报修',
		'值班室'
	);
	fc.assert(
		fc.property(
			office,
			fc.oneof(landline, free, short),
			fc.constantFrom('', '，', '转8017', '。'),
			(before, number, after) => {
				const text = `${before}${number}${after}`;
				expect(maskText(text)).toEqual({ text, findings: [] });
			}
		),
		{ numRuns: 1000 }
	);
});

test.each([
	'1',
	'1 ',
	'1-',
	'6 ',
	'6222 0212 3456 7890 127 ',
	'13800001234,',
	'1380000123４13800001235',
	'1 1 0 1 ',
	'一',
	'一三八',
	'a',
	'a@',
	'a.',
	'@',
	'宁A',
	'宁A1234',
	'3栋2单元',
	'3栋2单元501室',
	'1-1-',
	'1-1-101 ',
	'楼上101住',
	'我家3栋501，',
	'路1号',
	'［手机号已隐去］',
	'［',
	'\u200b',
	'1\u200b',
	'e\u0301',
	'😀',
	'\ud800',
	'修路灯'
])('a line of a hundred thousand characters of %j takes no time', (part) => {
	const line = part.repeat(100_000 / part.length);
	const started = performance.now();
	maskText(line);
	expect(performance.now() - started).toBeLessThan(2000);
});
