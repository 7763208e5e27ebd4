/** A spreadsheet runs what begins like a formula, some of them full-width signs too; an apostrophe makes it text (OWASP, CSV injection). */
const formulaStart = /^[\s\u00a0\ufeff]*[=+\-@\t\r＝＋－＠]/;

export type Cell = string | number | null;

function cell(value: Cell): string {
	if (value === null) return '';
	if (typeof value === 'number') return String(value);
	const safe = formulaStart.test(value) ? `'${value}` : value;
	return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** RFC 4180 with the byte order mark without which Excel takes Chinese for Latin letters. */
export function toCsv(rows: Cell[][]): string {
	return `\ufeff${rows.map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`;
}

export function csvResponse(rows: Cell[][], fileName: string): Response {
	return new Response(toCsv(rows), {
		headers: {
			'content-type': 'text/csv; charset=utf-8',
			'content-disposition': `attachment; filename="${fileName}"`
		}
	});
}
