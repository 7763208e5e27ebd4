import { stringify } from 'csv-stringify/sync';

/** A spreadsheet runs what begins like a formula, some of them full-width signs too; an apostrophe makes it text (OWASP, CSV injection). */
const formulaStart = /^[\s\u00a0\ufeff]*[=+\-@\t\r＝＋－＠]/;

export type Cell = string | number | null;

/** RFC 4180 with the byte order mark without which Excel takes Chinese for Latin letters. */
export function toCsv(rows: Cell[][]): string {
	return stringify(rows, {
		bom: true,
		record_delimiter: 'windows',
		quoted_match: /[\r\n]/,
		cast: { string: (text) => (formulaStart.test(text) ? `'${text}` : text) }
	});
}

export function csvResponse(rows: Cell[][], fileName: string): Response {
	return new Response(toCsv(rows), {
		headers: {
			'content-type': 'text/csv; charset=utf-8',
			'content-disposition': `attachment; filename="${fileName}"`
		}
	});
}
