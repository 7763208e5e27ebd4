// npm run bench:seed -- --issues 1000000 --votes 10000000
import { parseArgs } from 'node:util';
import { startBenchServer } from './stack.ts';
import { smallSize } from './sizes.ts';

const { values } = parseArgs({ options: { issues: { type: 'string' }, votes: { type: 'string' } } });
const size = {
	issues: Number(values.issues ?? smallSize.issues),
	votes: Number(values.votes ?? smallSize.votes)
};
if (
	!Number.isInteger(size.issues) ||
	!Number.isInteger(size.votes) ||
	size.issues < 1_000 ||
	size.votes < 0
) {
	console.error(
		'Give whole numbers: npm run bench:seed -- --issues 1000000 --votes 10000000 (1,000 issues at least)'
	);
	process.exit(2);
}
const server = await startBenchServer();
try {
	await server.ensure(size);
	console.error(`A database with ${size.issues} issues and ${size.votes} votes stands.`);
} finally {
	await server.stop();
}
