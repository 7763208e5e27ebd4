import { spawn } from 'node:child_process';
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { root } from '../../supabase/local/config.ts';

export interface Step {
	name: string;
	/** Resolves when it is well, with the tests it counted if it counted any; rejects with what went wrong. */
	run(): Promise<Counts | void>;
}

interface Counts {
	passed: number;
	failed: number;
}

const total = { passed: 0, failed: 0, failedNames: [] as string[] };
/** A step that hangs is ended, so that the others are still heard. */
const patience = 40 * 60_000;

export const tally = () => total;

/** Runs all steps, a few at a time, and says of each how it went and how long it took. */
export async function runSteps(steps: Step[], atOnce: number): Promise<void> {
	const waiting = [...steps];
	const lane = async () => {
		for (let step = waiting.shift(); step; step = waiting.shift()) await runStep(step);
	};
	await Promise.all(Array.from({ length: atOnce }, lane));
}

async function runStep(step: Step): Promise<void> {
	const began = Date.now();
	const seconds = () => `${((Date.now() - began) / 1000).toFixed(1)} s`;
	try {
		const counts = (await step.run()) ?? { passed: 1, failed: 0 };
		total.passed += counts.passed;
		const tests = counts.passed === 1 ? '' : `, ${counts.passed} tests`;
		console.log(`✓ ${step.name}  ${seconds()}${tests}`);
	} catch (error) {
		const counts = error instanceof TestsFailed ? error.counts : { passed: 0, failed: 1 };
		total.passed += counts.passed;
		total.failed += Math.max(1, counts.failed);
		total.failedNames.push(step.name);
		console.log(`✗ ${step.name}  ${seconds()}\n${error instanceof Error ? error.message : String(error)}\n`);
	}
}

class TestsFailed extends Error {
	readonly counts: Counts;
	constructor(message: string, counts: Counts) {
		super(message);
		this.counts = counts;
	}
}

export async function command(program: string, args: string[]): Promise<void> {
	const { code, output } = await outputOf(program, args);
	if (code !== 0) throw new Error(output.trim().slice(-20_000));
}

const report = z.object({ numPassedTests: z.number(), numFailedTests: z.number() });

/** One project of vitest.config.ts, or those tests of it that took a sample. */
export function vitest(project: string, { sampled = false } = {}): Step {
	return {
		name: sampled ? `${project} tests, what was not in the samples` : `${project} tests`,
		async run() {
			const chosen = sampled ? ['--tags-filter=sampled', ...sampledSpecs(project)] : [];
			const folder = mkdtempSync(path.join(tmpdir(), 'dianti-report-'));
			const file = path.join(folder, 'report.json');
			const { code, output } = await outputOf(process.execPath, [
				path.join(root, 'node_modules/vitest/vitest.mjs'),
				...['run', '--project', project, ...chosen, '--silent=passed-only'],
				...['--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
			]);
			const counts = readCounts(file);
			rmSync(folder, { recursive: true, force: true });
			if (code !== 0 || counts.failed > 0) throw new TestsFailed(output.trim().slice(-30_000), counts);
			return counts;
		}
	};
}

/** Without the others, whose portals would open for nothing. */
function sampledSpecs(project: string): string[] {
	const specs = globSync(`tests/${project}/**/*.spec.ts`, { cwd: root });
	return specs.filter((spec) =>
		/tags: \['sampled'\]|@module-tag sampled/.test(readFileSync(path.join(root, spec), 'utf8'))
	);
}

function readCounts(file: string): Counts {
	try {
		const { numPassedTests, numFailedTests } = report.parse(JSON.parse(readFileSync(file, 'utf8')));
		return { passed: numPassedTests, failed: numFailedTests };
	} catch {
		return { passed: 0, failed: 0 };
	}
}

async function outputOf(program: string, args: string[]): Promise<{ code: number | null; output: string }> {
	const child = spawn(program, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
	let output = '';
	child.stdout.on('data', (chunk: Buffer) => (output += chunk));
	child.stderr.on('data', (chunk: Buffer) => (output += chunk));
	const endGroup = () => {
		if (child.pid) process.kill(-child.pid, 'SIGKILL');
	};
	const timer = setTimeout(() => {
		output += `\nEnded after ${patience / 60_000} minutes.`;
		endGroup();
	}, patience);
	process.once('exit', endGroupQuietly);
	function endGroupQuietly(): void {
		try {
			endGroup();
		} catch {
			// Nothing of it is left.
		}
	}
	const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
	clearTimeout(timer);
	process.off('exit', endGroupQuietly);
	return { code, output };
}
