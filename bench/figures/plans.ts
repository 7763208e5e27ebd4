import type { Bench } from '../main.ts';
import { plansOf } from '../plans.ts';
import { planned } from '../questions.ts';
import type { Figure } from '../report.ts';

/** They grow with the town; reading one from end to end is what the indexes are to spare. */
const large = [
	'issues',
	'issue_counters',
	'issue_events',
	'issue_origins',
	'assignments',
	'clocks',
	'responses',
	'ratings',
	'votes'
];

/** By which indexes the largest seeded database answers: every question is asked for real, and its plan is what was run. */
export async function* plans(bench: Bench): AsyncGenerator<Figure> {
	const { superuserUrl, size } = (await bench.large()) ?? (await bench.small());
	console.error(`\nPlans at ${size.issues} issues and ${size.votes} votes, and what the question took:`);
	let good = 0;
	const asked = Object.entries(planned);
	for (const [name, { sql, indexes }] of asked) {
		const answer = await plansOf(superuserUrl, sql);
		if (!answer) {
			console.error(`✗ ${name.padEnd(34)} longer than 10 s`);
			continue;
		}
		const { plans: found, ms } = answer;
		const used = new Set(found.flatMap((plan) => plan.indexes));
		const missing = indexes.filter((index) => !used.has(index));
		const wholly = new Set(found.flatMap((plan) => plan.wholly).filter((table) => large.includes(table)));
		const isGood = missing.length === 0 && wholly.size === 0;
		if (isGood) good++;
		console.error(
			`${isGood ? ' ' : '✗'} ${name.padEnd(34)} ${ms.toFixed(1).padStart(8)} ms  ${[...used].filter((index) => !index.startsWith('pg_')).join(', ')}`
		);
		if (missing.length > 0) console.error(`    expected ${missing.join(', ')}`);
		if (wholly.size > 0) console.error(`    reads all of ${[...wholly].join(', ')}`);
	}
	yield {
		figure: 'questions served by their indexes',
		value: good,
		unit: 'questions',
		baseline: asked.length,
		ratio: good / asked.length,
		n: 1
	};
	if (good < asked.length) process.exitCode = 1;
}
