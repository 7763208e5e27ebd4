import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { somePublic } from '../issues.ts';
import type { Bench } from '../main.ts';
import { median, type Figure } from '../report.ts';
import type { BenchPortal } from '../stack.ts';
import { expectHonest, newIssues, throughHttp } from './votes.ts';

const seconds = 5;
/** Readers who come whether or not the ones before were answered. */
const perSecond = 200;
/** Thirty times what a national site has seen (33 a second). */
const steadyVotes = 1_000;

const waits = z.object({ p50: z.number(), p95: z.number(), p99: z.number() });
type Waits = z.infer<typeof waits>;

/** What readers wait while votes pour in, beside what they wait without: as fast as votes are taken, and at a steady rate. */
export async function* storm({ small, repetitions }: Bench): AsyncGenerator<Figure> {
	const portal = await small();
	const paths = mixOf(await somePublic(portal.sql, 30));
	await readers(portal, paths, 2);
	const calm: Waits[] = [];
	const full: (Waits & { votes: number })[] = [];
	const steady: (Waits & { votes: number })[] = [];
	for (let n = 0; n < repetitions; n++) {
		calm.push(await readers(portal, paths, seconds));
		full.push(await duringVotes(portal, paths));
		steady.push(await duringVotes(portal, paths, steadyVotes));
	}
	await expectHonest(portal);
	const figure = (name: string, unit: string, of: number[], base: number[] | null): Figure => {
		const [value, baseline] = [median(of), base && median(base)];
		return { figure: name, value, unit, baseline, ratio: baseline && value / baseline, n: repetitions };
	};
	const all = (list: Waits[], key: keyof Waits) => list.map((one) => one[key]);
	yield figure("readers' p95 during a vote storm", 'ms', all(full, 'p95'), all(calm, 'p95'));
	yield figure("readers' p50 during a vote storm", 'ms', all(full, 'p50'), all(calm, 'p50'));
	yield figure("readers' p99 during a vote storm", 'ms', all(full, 'p99'), all(calm, 'p99'));
	yield figure(
		'votes/s reached in the storm',
		'votes/s',
		full.map((one) => one.votes),
		null
	);
	yield figure("readers' p95 during 1,000 votes/s", 'ms', all(steady, 'p95'), all(calm, 'p95'));
	yield figure(
		'votes/s reached of 1,000',
		'votes/s',
		steady.map((one) => one.votes),
		null
	);
}

/** Of ten readers one opens the front page, three the list and six an issue. */
function mixOf(issues: number[]): string[] {
	return issues.flatMap((id, n) => [
		`/issues/${id}`,
		`/issues/${issues[(n + 7) % issues.length]}`,
		'/issues',
		...(n % 3 === 0 ? ['/'] : [])
	]);
}

async function duringVotes(
	portal: BenchPortal,
	paths: string[],
	rate?: number
): Promise<Waits & { votes: number }> {
	const issues = await newIssues(portal, 2_000);
	// The storm is at its height before the readers come, and lasts until they have gone. What was published just now for
	// people to vote on has evicted every page; others have read them since.
	const storming = throughHttp(portal, issues, { forSeconds: seconds + 4, ...(rate && { perSecond: rate }) });
	await new Promise((resolve) => setTimeout(resolve, 1_000));
	await readers(portal, paths, 2);
	const waited = await readers(portal, paths, seconds);
	return { ...waited, votes: await storming };
}

function readers({ url }: BenchPortal, paths: string[], forSeconds: number): Promise<Waits> {
	const child = fork(fileURLToPath(new URL('../readers.ts', import.meta.url)), {
		env: { ...process.env, BENCH_READERS: JSON.stringify({ url, paths, perSecond, seconds: forSeconds }) },
		execArgv: ['--disable-warning=ExperimentalWarning']
	});
	return new Promise((resolve, reject) => {
		child.once('message', (message) => resolve(waits.parse(message)));
		child.once('exit', (code) => reject(new Error(`The readers ended with ${code}.`)));
	});
}
