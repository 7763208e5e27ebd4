import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { parse } from 'csv-parse';

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

async function* readCsv(file: string): AsyncGenerator<FileRow> {
	const stream = createReadStream(file);
	const rows = stream.pipe(
		parse({ columns: true, bom: true, skip_empty_lines: true, relax_column_count: true, info: true })
	);
	for await (const { record, info } of rows) {
		yield { line: info.lines, raw: isRecord(record) ? record : null, bytesRead: stream.bytesRead };
	}
}
