const localTime =
	/^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:[T\s]*(\d{1,2})\s*[:：时]\s*(\d{1,2})\s*(?:[:：分]\s*(\d{1,2})(?:\.\d+)?\s*秒?|分)?)?$/;
const withZone = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s*(?:Z|[+-]\d{2}(?::?\d{2})?)$/;
const spreadsheetDays = /^\d{5}(?:\.\d+)?$/;

/**
 * A point in time as exports of other portals write it: 2019/7/19 18:19:54, 2019-07-19 18:19, 2019年7月19日, ISO with a
 * zone, or a spreadsheet's count of days. Without a zone it is the time in Asia/Shanghai. Null when it is none of these.
 */
export function parseTime(input: string): Date | null {
	const text = input.trim().normalize('NFKC');
	// JavaScript wants +08:00 where databases write +08.
	if (withZone.test(text)) return valid(new Date(text.replace(' ', 'T').replace(/([+-]\d{2})$/, '$1:00')));
	if (spreadsheetDays.test(text)) {
		// Day 25569 is 1970-01-01; what a spreadsheet shows is local time.
		return valid(new Date(Math.round((Number(text) - 25_569) * 86_400_000) - shanghaiOffset));
	}
	const found = localTime.exec(text);
	if (!found) return null;
	const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = found
		.slice(1)
		.map((part) => Number(part ?? 0));
	const at = Date.UTC(year, month - 1, day, hour, minute, second);
	const shown = new Date(at);
	// 31 February is not 3 March, and 25 o'clock is not 1 o'clock.
	if (shown.getUTCMonth() !== month - 1 || shown.getUTCDate() !== day || hour > 23) return null;
	if (minute > 59 || second > 59) return null;
	return valid(new Date(at - shanghaiOffset));
}

const shanghaiOffset = 8 * 3_600_000;

function valid(date: Date): Date | null {
	const year = date.getUTCFullYear();
	return Number.isNaN(date.getTime()) || year < 1970 || year > 2200 ? null : date;
}
