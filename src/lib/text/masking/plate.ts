import { find, type Range } from './ranges.ts';

const PROVINCES = '京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼';
const PLATE = new RegExp(
	`[${PROVINCES}] ?[A-Z][·•・. -]{0,2}(?:[A-Z0-9]{4,5}[警学挂领港澳]|[A-Z0-9]{5,6})(?![A-Z0-9])`,
	'gi'
);

/** Ordinary, new-energy and marked plates; half a plate is none. At least three signs behind the town are digits. */
export function findPlates(text: string): Range[] {
	return find(text, PLATE, (match) => match.replace(/\D/g, '').length >= 3);
}
