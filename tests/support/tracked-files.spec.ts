import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { largeTrackedFiles } from './tracked-files.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'dianti-tracked-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('a tracked file above 1 MB is named with its size, an untracked one is not', () => {
	const git = (...args: string[]) => execFileSync('git', args, { cwd: folder });
	git('init', '--quiet');
	writeFileSync(path.join(folder, 'module 路灯.whl'), Buffer.alloc(1_200_000));
	writeFileSync(path.join(folder, 'small.txt'), Buffer.alloc(1_000_000));
	git('add', '.');
	writeFileSync(path.join(folder, 'untracked.bin'), Buffer.alloc(2_000_000));
	expect(largeTrackedFiles(folder)).toEqual(['module 路灯.whl: 1.2 MB']);
});
