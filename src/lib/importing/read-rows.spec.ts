import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readRows } from './read-rows';

let folder = '';
beforeAll(async () => {
	folder = await mkdtemp(path.join(tmpdir(), 'dianti-rows-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function rowsOf(name: string, content: string | Uint8Array) {
	const file = path.join(folder, name);
	await writeFile(file, content);
	const rows = [];
	for await (const { line, raw } of readRows(file)) rows.push({ line, raw });
	return rows;
}

/** 路灯,坏了 in GB 18030, under a plain header. */
const gb18030 = new Uint8Array([
	...new TextEncoder().encode('title,body\r\n'),
	...[0xc2, 0xb7, 0xb5, 0xc6, 0x2c, 0xbb, 0xb5, 0xc1, 0xcb, 0x0d, 0x0a]
]);

test('JSON lines: a byte order mark, empty lines and what is not an object', async () => {
	expect(await rowsOf('a.jsonl', '\ufeff{"id":1}\r\n\n[1]\n{"id":\nnull\n{"id":2}')).toEqual([
		{ line: 1, raw: { id: 1 } },
		{ line: 3, raw: null },
		{ line: 4, raw: null },
		{ line: 5, raw: null },
		{ line: 6, raw: { id: 2 } }
	]);
});

test('CSV: quoted line breaks, missing and additional columns', async () => {
	const rows = await rowsOf('b.csv', 'id,title\r\n1,"a, ""b""\r\nc"\r\n2\r\n\r\n3,d,e\r\n');
	expect(rows.map((row) => row.raw)).toEqual([
		{ id: '1', title: 'a, "b"\r\nc' },
		{ id: '2' },
		{ id: '3', title: 'd' }
	]);
});

test.each([';', '\t'])('CSV: columns divided by %j', async (delimiter) => {
	const rows = await rowsOf('c.csv', `id${delimiter}title\n1${delimiter}路灯，坏了\n`);
	expect(rows).toEqual([{ line: 2, raw: { id: '1', title: '路灯，坏了' } }]);
});

test('CSV: in the encoding of Chinese spreadsheets', async () => {
	expect(await rowsOf('d.csv', gb18030)).toEqual([{ line: 2, raw: { title: '路灯', body: '坏了' } }]);
});

test('CSV: a quote inside a text stays; one that never closes costs what follows it, not what came before', async () => {
	const rows = await rowsOf('e.csv', 'id,title\n1,他说"好"的\n2,ok\n3,"never closed\n4,lost\n');
	expect(rows.map((row) => row.raw)).toEqual([
		{ id: '1', title: '他说"好"的' },
		{ id: '2', title: 'ok' },
		null
	]);
});

test('an empty file has no rows; one that is not there says so', async () => {
	expect(await rowsOf('f.csv', '')).toEqual([]);
	expect(await rowsOf('f.jsonl', '')).toEqual([]);
	await expect(readRows(path.join(folder, 'nothing.csv')).next()).rejects.toThrow('ENOENT');
});
