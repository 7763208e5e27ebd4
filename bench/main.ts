// npm run bench [-- --only votes,pages --repetitions 5]
import { parseArgs } from 'node:util';
import { pages } from './figures/pages.ts';
import { votes } from './figures/votes.ts';
import { report, type Figure } from './report.ts';
import { smallSize } from './sizes.ts';
import { startBenchServer, type BenchPortal } from './stack.ts';

const figures = { votes, pages } satisfies Record<
	string,
	(portal: BenchPortal, repetitions: number) => AsyncGenerator<Figure>
>;

const { values } = parseArgs({
	options: { only: { type: 'string' }, repetitions: { type: 'string', default: '5' } }
});
const wanted = values.only?.split(',') ?? Object.keys(figures);

const server = await startBenchServer();
try {
	await server.ensure(smallSize);
	const portal = await server.open(smallSize);
	try {
		for (const [name, measure] of Object.entries(figures)) {
			if (!wanted.includes(name)) continue;
			for await (const figure of measure(portal, Number(values.repetitions))) report(figure);
		}
	} finally {
		await portal.stop();
	}
} finally {
	await server.stop();
}
