// npm run bench [-- --help]
import { parseArgs } from 'node:util';
import { changes } from './figures/changes.ts';
import { costs } from './figures/costs.ts';
import { growth } from './figures/growth.ts';
import { masking } from './figures/masking.ts';
import { memory } from './figures/memory.ts';
import { pages } from './figures/pages.ts';
import { plans } from './figures/plans.ts';
import { routing } from './figures/routing.ts';
import { similar } from './figures/similar.ts';
import { storm } from './figures/storm.ts';
import { visits } from './figures/visits.ts';
import { votes } from './figures/votes.ts';
import { report, reportTargets, type Figure } from './report.ts';
import { smallSize, type Size } from './sizes.ts';
import { startBenchServer, type BenchPortal } from './stack.ts';

/** What the figures are measured on; portals start when they are first asked for. */
export interface Bench {
	small(): Promise<BenchPortal>;
	/** On the largest seeded database; null while only the small one stands. */
	large(): Promise<BenchPortal | null>;
	repetitions: number;
	/** How long the memory of the app is watched. */
	minutes: number;
	/** A folder of posts (lines of JSON: id, title, body, matter?) on which likeness is tried besides. */
	posts: string | undefined;
}

const figures: Record<string, (bench: Bench) => AsyncGenerator<Figure>> = {
	votes,
	pages,
	storm,
	changes,
	visits,
	growth,
	plans,
	masking,
	similar,
	routing,
	costs,
	memory
};
/** Measured only when asked for. */
const slow = ['costs', 'memory'];

const { values } = parseArgs({
	options: {
		only: { type: 'string' },
		all: { type: 'boolean', default: false },
		repetitions: { type: 'string', default: '5' },
		minutes: { type: 'string', default: '10' },
		posts: { type: 'string' },
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
  --posts DIR         files of lines {id, title, body, matter?} on which similar is tried besides
  --minutes N         memory is compared between minute 1 and minute N (default 10, more than 1)

votes   votes/s through HTTP beside raw statements
pages   public pages beside a bare SvelteKit route
storm   what readers wait while votes pour in
changes visitors' requests answered without rendering while staff act and residents type, on two instances
visits  first visits with an empty cache, on a slow line and processor
growth  uncached pages and SQL functions at the largest seeded size beside the smallest
plans   by which indexes the largest seeded database answers
masking what is hidden of the labelled sentences
similar how often the same trouble is found in other words, beside pairs of characters
routing how often category and department are proposed as labelled, beside naive Bayes on pairs of characters
costs   where the processor's time goes, by process (with --only costs)
memory  of the app under mixed load

A line of JSON per figure on stdout, a table on stderr. Larger databases: npm run bench:seed -- --issues 1000000 --votes 10000000`);
	process.exit(values.help ? 0 : 2);
}

const server = await startBenchServer();
const open: BenchPortal[] = [];
async function start(size: Size, isWrittenTo = false): Promise<BenchPortal> {
	const portal = await server.open(size, { isWrittenTo });
	open.push(portal);
	return portal;
}
let small: Promise<BenchPortal> | undefined;
let large: Promise<BenchPortal | null> | undefined;
const bench: Bench = {
	repetitions,
	minutes,
	posts: values.posts,
	small: () => (small ??= server.ensure(smallSize).then(() => start(smallSize, true))),
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
