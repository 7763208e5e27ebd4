import { describe, expect, it } from 'vitest';
import { toCsv } from './csv.ts';

describe('a CSV file', () => {
	it('begins with the byte order mark and ends its lines as RFC 4180 says', () => {
		expect(
			toCsv([
				['部门', 'n'],
				['住建局', 5]
			])
		).toBe('\ufeff部门,n\r\n住建局,5\r\n');
	});

	it.each(['=1+1', '＝1+1', '＠SUM(A1)', '+8613800000000', '-2+3', '@SUM(A1)', '\t=1', ' =1', '\ufeff=1'])(
		'makes %j text',
		(cell) => {
			expect(toCsv([[cell]])).toContain(`'${cell}`);
		}
	);

	it('leaves numbers and empty cells alone, and quotes what needs it', () => {
		expect(toCsv([[-5, null, 'a,b', 'he said "no"', 'two\nlines']])).toBe(
			'\ufeff-5,,"a,b","he said ""no""","two\nlines"\r\n'
		);
	});
});
