import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { inflateSync } from 'node:zlib';
import { root } from '../../supabase/local/config.ts';

const source = path.join(root, 'node_modules/@fontsource/noto-sans-sc');
/** Both weights of the letters, and the slices with arrows, ticks, stars and geometric shapes. */
const faces = [
	...['chinese-simplified-400', 'chinese-simplified-700', 'latin-400', 'latin-700'],
	...[87, 100, 102, 103, 105, 106, 109].map((slice) => `${slice}-400`)
];

/**
 * A fontconfig file that gives a bare machine's Chromium Chinese letters. The font comes out of npm as WOFF, which
 * fontconfig does not read, so it is unpacked to the TrueType or OpenType file inside.
 */
export function fontConfigFile(): string {
	const { version }: { version: string } = JSON.parse(
		readFileSync(path.join(source, 'package.json'), 'utf8')
	);
	const folder = path.join(tmpdir(), `dianti-fonts-${version}-${process.getuid?.() ?? 0}`);
	const file = path.join(folder, 'fonts.conf');
	if (existsSync(file)) return file;

	mkdirSync(folder, { recursive: true });
	for (const face of faces) {
		const woff = readFileSync(path.join(source, `files/noto-sans-sc-${face}-normal.woff`));
		writeAtomically(path.join(folder, `${face}.otf`), unpackWoff(woff));
	}
	writeAtomically(
		file,
		`<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
	<dir>${folder}</dir>
	<cachedir>${folder}/cache</cachedir>
	<alias><family>sans-serif</family><prefer><family>Noto Sans SC</family></prefer></alias>
	<alias><family>monospace</family><prefer><family>Noto Sans SC</family></prefer></alias>
</fontconfig>
`
	);
	return file;
}

function writeAtomically(file: string, content: string | Buffer): void {
	const unfinished = `${file}.${process.pid}`;
	writeFileSync(unfinished, content);
	renameSync(unfinished, file);
}

/** WOFF 1.0: the tables of the font, each deflated (https://www.w3.org/TR/WOFF/). */
function unpackWoff(woff: Buffer): Buffer {
	const count = woff.readUInt16BE(12);
	const directory = Buffer.alloc(12 + 16 * count);
	const power = 2 ** Math.floor(Math.log2(count));
	directory.writeUInt32BE(woff.readUInt32BE(4), 0);
	directory.writeUInt16BE(count, 4);
	directory.writeUInt16BE(power * 16, 6);
	directory.writeUInt16BE(Math.log2(power), 8);
	directory.writeUInt16BE((count - power) * 16, 10);

	const tables: Buffer[] = [];
	let offset = directory.length;
	for (let i = 0; i < count; i++) {
		const entry = 44 + 20 * i;
		const start = woff.readUInt32BE(entry + 4);
		const packed = woff.subarray(start, start + woff.readUInt32BE(entry + 8));
		const length = woff.readUInt32BE(entry + 12);
		const table = packed.length < length ? inflateSync(packed) : packed;
		const target = 12 + 16 * i;
		woff.copy(directory, target, entry, entry + 4);
		woff.copy(directory, target + 4, entry + 16, entry + 20);
		directory.writeUInt32BE(offset, target + 8);
		directory.writeUInt32BE(length, target + 12);
		const padded = Buffer.alloc(Math.ceil(length / 4) * 4);
		table.copy(padded);
		tables.push(padded);
		offset += padded.length;
	}
	return Buffer.concat([directory, ...tables]);
}
