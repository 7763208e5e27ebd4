// npm run bench [-- --help]
import { parseArgs } from 'node:util';
import { growth } from './figures/growth.ts';
import { memory } from './figures/memory.ts';
import { pages } from './figures/pages.ts';
import { plans } from './figures/plans.ts';
import { storm } from './figures/storm.ts';
import { votes } from './figures/votes.ts';
import { report, reportTargets, type Figure } from './report.ts';
import { smallSize } from './sizes.ts';
import { startBenchServer, type BenchPortal } from './stack.ts';

/** What the figures are measured on; portals start when they are first asked for. */
export interface Bench {
	small(): Promise<BenchPortal>;
	/** On the largest seeded database; null while only the small one stands. */
	large(): Promise<BenchPortal | null>;
	repetitions: number;
	/** How long the memory of the app is watched. */
	minutes: number;
}

const figures: Record<string, (bench: Bench) => AsyncGenerator<Figure>> = {
	votes,
	pages,
	storm,
	growth,
	plans,
	memory
};
/** Measured only when asked for. */
const slow = ['memory'];

const { values } = parseArgs({
	options: {
		only: { type: 'string' },
		all: { type: 'boolean', default: false },
		repetitions: { type: 'string', default: '5' },
		minutes: { type: 'string', default: '10' },
		help: { type: 'boolean', default: false }
	}
});
const wanted =
	values.only?.split(',') ?? Object.keys(figures).filter((name) => values.all || !slow.includes(name));
const [repetitions, minutes] = [Number(values.repetitions), Number(values.minutes)];
const unknown = wanted.filter((name) => !(name in figures));

if (values.help || unknown.length > 0 || !(repetitions >= 1) || !(minutes > 1)) {
	if (unknown.length > 0) console.error(`No such figures: ${unknown.join(', ')}\n`);
	console.error(`npm run bench -- [options]
  --only NAMES        of ${Object.keys(figures).join(',')}; without it all but ${slow.join(',')}
  --all               these too
  --repetitions N     medians of N (default 5)
  --minutes N         memory is compared between minute 1 and minute N (default 10, more than 1)

votes   votes/s through HTTP beside raw statements
pages   public pages beside a bare SvelteKit route
storm   what readers wait while votes pour in
growth  uncached pages and SQL functions at the largest seeded size beside the smallest
plans   by which indexes the largest seeded database answers
memory  of the app under mixed load

A line of JSON per figure on stdout, a table on stderr. Larger databases: npm run bench:seed -- --issues 1000000 --votes 10000000`);
	process.exit(values.help ? 0 : 2);
}

const server = await startBenchServer();
const open: BenchPortal[] = [];
async function start(size: typeof smallSize): Promise<BenchPortal> {
	const portal = await server.open(size);
	open.push(portal);
	return portal;
}
let small: Promise<BenchPortal> | undefined;
let large: Promise<BenchPortal | null> | undefined;
const bench: Bench = {
	repetitions,
	minutes,
	small: () => (small ??= server.ensure(smallSize).then(() => start(smallSize))),
	large: () =>
		(large ??= server.largest().then((size) => (size && size.issues > smallSize.issues ? start(size) : null)))
};
try {
	const measured: Figure[] = [];
	for (const name of wanted) {
		for await (const figure of figures[name]?.(bench) ?? []) {
			report(figure);
			measured.push(figure);
		}
	}
	reportTargets(measured);
} finally {
	await Promise.all(open.map((portal) => portal.stop()));
	await server.stop();
}
