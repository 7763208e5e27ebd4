import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { pipeline } from 'node:stream';
import { CsvError, parse } from 'csv-parse';

/** A row as it stands in the file, or why it cannot be read; `line` counts from 1. */
export interface FileRow {
	line: number;
	raw: Record<string, unknown> | null;
	/** The row's own text where it could not be parsed. */
	text?: string;
	bytesRead: number;
}

/** The rows of a JSONL or (by its ending) CSV file, one at a time whatever the file's size. */
export function readRows(file: string): AsyncGenerator<FileRow> {
	return /\.csv$/i.test(file) ? readCsv(file) : readJsonLines(file);
}

async function* readJsonLines(file: string): AsyncGenerator<FileRow> {
	const stream = createReadStream(file);
	let line = 0;
	for await (const text of createInterface({ input: stream, crlfDelay: Infinity })) {
		line += 1;
		const plain = line === 1 ? text.replace(/^\ufeff/, '') : text;
		if (plain.trim() === '') continue;
		yield { line, raw: parseObject(plain), text: plain, bytesRead: stream.bytesRead };
	}
}

function parseObject(text: string): Record<string, unknown> | null {
	try {
		const value: unknown = JSON.parse(text);
		return isRecord(value) ? value : null;
	} catch {
		return null;
	}
}

function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A comma, semicolon or tab between the columns; in UTF-8, or as Chinese spreadsheets save it, in GB 18030. */
async function* readCsv(file: string): AsyncGenerator<FileRow> {
	const start = await readStart(file);
	const encoding = encodingOf(start);
	const stream = createReadStream(file);
	const rows = parse({
		columns: true,
		bom: true,
		delimiter: delimiterOf(new TextDecoder(encoding).decode(start)),
		relax_quotes: true,
		relax_column_count: true,
		skip_empty_lines: true,
		info: true
	});
	// What goes wrong is thrown where the rows are read.
	pipeline(
		stream,
		(chunks: AsyncIterable<Uint8Array>) => decode(chunks, encoding),
		rows,
		() => undefined
	);
	let line = 1;
	try {
		for await (const { record, info } of rows) {
			line = info.lines;
			yield { line, raw: isRecord(record) ? record : null, bytesRead: stream.bytesRead };
		}
	} catch (error) {
		if (!(error instanceof CsvError)) throw error;
		// A quote that never closes takes the rest of the file with it.
		yield { line: line + 1, raw: null, text: error.message, bytesRead: stream.bytesRead };
	}
}

const startSize = 1 << 20;

async function readStart(file: string): Promise<Uint8Array> {
	const handle = await open(file);
	try {
		const { buffer, bytesRead } = await handle.read(Buffer.alloc(startSize), 0, startSize, 0);
		return buffer.subarray(0, bytesRead);
	} finally {
		await handle.close();
	}
}

function encodingOf(start: Uint8Array): 'utf-8' | 'gb18030' {
	try {
		// The start may end inside a character.
		new TextDecoder('utf-8', { fatal: true }).decode(start, { stream: true });
		return 'utf-8';
	} catch {
		return 'gb18030';
	}
}

function delimiterOf(start: string): string {
	const header = start.split(/\r?\n/, 1)[0] ?? '';
	const count = (delimiter: string) => header.split(delimiter).length;
	return [';', '\t'].reduce((best, next) => (count(next) > count(best) ? next : best), ',');
}

async function* decode(chunks: AsyncIterable<Uint8Array>, encoding: string): AsyncGenerator<string> {
	const decoder = new TextDecoder(encoding);
	for await (const chunk of chunks) yield decoder.decode(chunk, { stream: true });
}
