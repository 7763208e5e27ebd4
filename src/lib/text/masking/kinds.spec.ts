import { describe, expect, test } from 'vitest';
import { findPrivate, type MaskKind } from '../mask.ts';

/** What is hidden in a text: each as its kind and what stood there. */
const hidden = (text: string) =>
	findPrivate(text).map(({ kind, start, end }): [MaskKind, string] => [kind, text.slice(start, end)]);

describe('bank cards', () => {
	test.each([
		'6222021234567890128',
		'6222 0212 3456 7890 128',
		'6222-0212-3456-7890-128',
		'６２２２０２１２３４５６７８９０１２８',
		'6222\u200b0212\u200b3456\u200b7890\u200b128',
		'4111111111111111',
		'5500 0000 0000 0004'
	])('%s is hidden', (number) => expect(hidden(`卡号${number}。`)).toEqual([['bank_card', number]]));

	test('a sum behind it is none of its digits', () =>
		expect(hidden('6222 0212 3456 7890 128 500元')).toEqual([['bank_card', '6222 0212 3456 7890 128']]));

	test.each(['6222021234567890127', '1234567812345670', '7222021234567890', '62220212345678901280'])(
		'%s stays: its check digit, its beginning or its length is none of a card',
		(number) => expect(hidden(`单号${number}`)).toEqual([])
	);
});

describe('mail addresses', () => {
	test.each([
		'li.si@example.com',
		'LI_si+1@mail.example.com.cn',
		'lisi＠example．com',
		'lisi @ example.com',
		'lisi(at)example.com',
		'li\u200bsi@example.com'
	])('%s is hidden', (address) => expect(hidden(`邮箱：${address}，`)).toEqual([['mail', address]]));

	test.each(['jiaoyuju@望溪.gov.cn', 'zjj@wangxi.gov.cn', '@望溪发布', 'a@b', '@example.com', 'v1@2.0'])(
		'%s stays',
		(text) => expect(hidden(`见 ${text} 。`)).toEqual([])
	);
});

describe('plates', () => {
	test.each([
		'宁A12345',
		'宁A·12345',
		'宁A 1B345',
		'宁AD12345',
		'宁A12345F',
		'宁A1234警',
		'宁A1234挂',
		'宁ａ１２３４５'
	])('%s is hidden', (plate) => expect(hidden(`车牌${plate}。`)).toEqual([['plate', plate]]));

	test.each(['宁A牌照', '宁A开头', '新A4纸', '云B2栋', '川ABCDEF', '宁A1234567', '津V2.0.1', '京G1234'])(
		'%s stays',
		(text) => expect(hidden(text)).toEqual([])
	);
});

describe('mobile numbers in Chinese numerals', () => {
	test.each([
		'一三八〇〇〇〇一二三四',
		'幺三八零零零零幺二三四',
		'138零零零零1234',
		'壹叁捌〇〇〇〇壹贰叁肆'
	])('%s is hidden', (number) => expect(hidden(`电话${number}，`)).toEqual([['mobile', number]]));

	test.each([
		'一三八那个号',
		'一三五七九',
		'一九九八年三月',
		'二〇二四〇三一五〇〇〇',
		'一三八〇〇〇〇一二三四五'
	])('%s stays', (text) => expect(hidden(text)).toEqual([]));
});

describe('doors', () => {
	test.each([
		['我家住翠屏苑3栋2单元501室', '3栋2单元501室'],
		['翠屏苑3幢2-501漏水', '3幢2-501'],
		['12号楼1804反映水黄', '12号楼1804'],
		['C3栋904', 'C3栋904'],
		['16栋101.17栋空着', '16栋101'],
		['十一栋二单元三零二室', '十一栋二单元三零二室'],
		['5 栋 201 房的老人', '5 栋 201 房'],
		['３栋２单元５０１', '３栋２单元５０１'],
		['3栋2\u200b单元501', '3栋2\u200b单元501'],
		['经核查，我局工作人员到3栋501入户', '3栋501'],
		['业主姓何，望江台9-2-1603', '9-2-1603'],
		['我是B区16-923的租户', '16-923'],
		['认购方苑5-4304房', '5-4304房'],
		['我是1003室的', '1003室'],
		['楼上1103半夜蹦迪', '1103'],
		['我家门牌是老井村三组37号', '37号'],
		['户主潘某，柳坝村五组112号', '112号'],
		['家住织坊路88号院4栋3楼左手边', '88号院4栋3楼左手边']
	])('of %s %s is hidden', (text, door) => expect(hidden(text)).toEqual([['door', door]]));

	test.each([
		'人民路88号政务中心三楼',
		'政务大厅201室办残疾证',
		'县医院住院部5楼502病房',
		'二中教学楼3栋404教室',
		'我在办公楼2栋301会议室等了半天',
		'3栋2单元的电梯又坏了',
		'13号楼到18号楼之间',
		'3栋120户居民，7号楼300人',
		'5栋2024年交房',
		'3栋1200平方米',
		'602路公交和1203次列车',
		'2023-11-05 14:30',
		'每月多支出3-400元，3-5008也一样',
		'楼下110来过',
		'望政发〔2024〕12号文',
		'我家对面的人民路88号',
		'服务窗口1-8号只开了2号'
	])('%s stays as it is', (text) => expect(hidden(text)).toEqual([]));
});
