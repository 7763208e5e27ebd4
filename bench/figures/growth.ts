import postgres from 'postgres';
import type { Bench } from '../main.ts';
import { compareShares, type Figure } from '../report.ts';
import { questions, type Asked, type Question } from '../questions.ts';
import type { BenchPortal } from '../stack.ts';

/** Of a repetition; a slow question is asked less often. */
const most = 60;
const patienceMs = 2_500;
/** Asked while somebody types, who waits for the slow ones too. */
const typed = /^(similar|search)/;

/** What pages that nobody kept cost at the largest seeded size beside the smallest: through HTTP, and as SQL functions. */
export async function* growth({ small, large, repetitions }: Bench): AsyncGenerator<Figure> {
	const grown = await large();
	if (!grown) {
		console.error('No larger database stands: npm run bench:seed -- --issues 1000000 --votes 10000000');
		return;
	}
	const little = await small();
	await keepInMemory(grown);
	await keepInMemory(little);
	for (const [name, asked] of Object.entries(questions)) {
		const both = { grown, little, repetitions, asked };
		yield* ask({
			...both,
			way: readPage,
			figures: {
				[`uncached ${name} p50`]: 0.5,
				...(typed.test(name) && { [`uncached ${name} p95`]: 0.95 })
			}
		});
		if (!asked(1, little.size).sql) continue;
		yield* ask({ ...both, way: callFunction, figures: { [`uncached ${name} p50 in SQL`]: 0.5 } });
	}
}

interface Asking {
	grown: BenchPortal;
	little: BenchPortal;
	repetitions: number;
	asked: Asked;
	way: (portal: BenchPortal, question: Question) => Promise<void>;
	/** By name, the share of the waits that a figure is not exceeded by; all of them are read off the same waits. */
	figures: Record<string, number>;
}

/** Asks both sizes the same questions. */
async function* ask({ grown, little, repetitions, asked, way, figures }: Asking): AsyncGenerator<Figure> {
	// What is read once at the start, such as the tree of regions, is no part of a page.
	for (const portal of [little, grown]) {
		try {
			await way(portal, asked(1, portal.size));
		} catch (error) {
			console.error(`✗ ${Object.keys(figures).join(', ')} at ${portal.size.issues} issues: ${error}`);
			process.exitCode = 1;
			return;
		}
	}
	const waitsOf = (portal: BenchPortal, repetition: number) =>
		waits((1 + repetition) * 1_000, (n) => way(portal, asked(n, portal.size)));
	yield* await compareShares(figures, {
		unit: 'ms',
		repetitions,
		ours: (repetition) => waitsOf(grown, repetition),
		baseline: (repetition) => waitsOf(little, repetition)
	});
}

/** What grows is the work, not the wait for a disk: a portal's database fits into the memory of its server. */
async function keepInMemory({ superuserUrl }: BenchPortal): Promise<void> {
	const sql = postgres(superuserUrl, { max: 1, onnotice: () => undefined });
	await sql`create extension if not exists pg_prewarm with schema extensions`;
	// The largest first: should not all fit, they give way.
	await sql`
		select extensions.pg_prewarm(oid::regclass) from (
			select oid from pg_class
			where relkind in ('r', 'i', 't') and relnamespace in ('public'::regnamespace, 'private'::regnamespace, 'pg_toast'::regnamespace)
			order by pg_relation_size(oid) desc) relations`;
	await sql.end();
}

/** One after the other: what a question costs, not what a crowd does to it. */
async function waits(from: number, ask: (n: number) => Promise<void>): Promise<number[]> {
	const times: number[] = [];
	const began = performance.now();
	while (times.length < most && (times.length < 3 || performance.now() - began < patienceMs)) {
		const asked = performance.now();
		await ask(from + times.length);
		times.push(performance.now() - asked);
	}
	return times;
}

async function readPage({ url }: BenchPortal, { path }: Question): Promise<void> {
	const answer = await fetch(url + path, {
		headers: { accept: 'text/html' },
		redirect: 'manual',
		signal: AbortSignal.timeout(20_000)
	});
	const body = await answer.text();
	// A rejected issue is not public, and its page is read as any other's.
	if (answer.status !== 200 && answer.status !== 404)
		throw new Error(`${path} was answered ${answer.status} ${body.slice(0, 200)}`);
}

/** Row-level security as it is for visitors. */
async function callFunction({ visitor }: BenchPortal, { sql: statement }: Question): Promise<void> {
	if (statement) await visitor.unsafe(statement);
}
