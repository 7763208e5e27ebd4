import { securityFindings } from '../../tools/advisors.ts';
import { buildIfStale } from '../../tools/build.ts';
import { isDictionaryCurrent } from '../../tools/data-dictionary.ts';
import { root } from '../../supabase/local/config.ts';
import { areTypesCurrent } from '../../tools/generate-types.ts';
import { startScratch, templateDatabase, type Scratch } from '../../supabase/local/scratch.ts';
import { scratchVariable } from './scratch-server.ts';
import { productionInstall } from './production.ts';
import { seed } from './sampling.ts';
import { command, runSteps, tally, vitest, type Step } from './steps.ts';
import { largeTrackedFiles } from './tracked-files.ts';

// `npm test`: every check with its name and time; a failure does not keep the others from being heard. `npm run test:full`
// follows it with all that its samples leave out.
const full = process.argv.includes('--full');
if (full) process.env.TEST_FULL = '1';
process.env.SEED = String(seed);
console.log(`SEED=${seed} ${full ? 'is left out' : 'chooses the samples'}`);

let scratch: Scratch | undefined;
const databaseUrl = () => {
	if (!scratch) throw new Error('There is no database server; see the step "database server".');
	return scratch.urlFor('postgres', templateDatabase);
};

const prepare: Step[] = [
	{ name: 'messages and types of routes', run: () => command('npm', ['run', '-s', 'prepare:types']) },
	{
		name: 'database server with all migrations',
		async run() {
			scratch = await startScratch();
			process.env[scratchVariable] = scratch.address;
		}
	}
];

const checks: Step[] = [
	{ name: 'svelte-check', run: () => command('npm', ['run', '-s', 'check']) },
	{ name: 'lint', run: () => command('npm', ['run', '-s', 'lint']) },
	{ name: 'format', run: () => command('npm', ['run', '-s', 'format:check']) },
	{ name: 'unused code and packages', run: () => command('npm', ['run', '-s', 'unused']) },
	{
		name: 'no tracked file above 1 MB',
		async run() {
			const large = largeTrackedFiles(root);
			if (large.length > 0) throw new Error(large.join('\n'));
		}
	},
	{
		name: 'database.types.ts is current',
		async run() {
			if (!(await areTypesCurrent(databaseUrl()))) {
				throw new Error('src/lib/platform/database/database.types.ts is stale. Run: npm run types');
			}
		}
	},
	{
		name: 'docs/data-dictionary.md is current',
		async run() {
			if (!(await isDictionaryCurrent(databaseUrl()))) {
				throw new Error('docs/data-dictionary.md is stale. Run: npm run types');
			}
		}
	},
	{
		name: 'security advisors',
		async run() {
			const findings = await securityFindings(databaseUrl());
			if (findings.length > 0) throw new Error(findings.join('\n'));
		}
	}
];
const build: Step = { name: 'build', run: async () => void (await buildIfStale()) };

async function stop(): Promise<void> {
	await scratch?.stop();
	scratch = undefined;
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
	process.on(signal, () => void stop().then(() => process.exit(130)));
}

const began = Date.now();
await runSteps(prepare, 2);
await runSteps(full ? [build] : [build, ...checks, vitest('unit')], 2);
if (full) await runSteps([{ name: 'install without what builds and tests', run: productionInstall }], 1);
await runSteps(
	['database', 'load', 'journeys'].map((project) => vitest(project, { sampled: full })),
	1
);
await stop();

const { passed, failed, failedNames } = tally();
console.log(`\n${((Date.now() - began) / 1000).toFixed(0)} s`);
if (failedNames.length > 0) console.log(`Failed: ${failedNames.join(', ')} (SEED=${seed})`);
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed > 0 ? 1 : 0);
