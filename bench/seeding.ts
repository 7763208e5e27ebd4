import { SingleBar } from 'cli-progress';
import postgres from 'postgres';
import { dropIndexes } from './indexes.ts';
import { closingSteps, seedSteps, type Step } from './seed.sql.ts';
import type { Size } from './sizes.ts';

/** As many as the machine that the figures are meant for has cores. */
const hands = 2;

/** Fills a migrated, empty database. Nothing it sets for speed outlasts it. */
export async function fill(superuserUrl: string, size: Size): Promise<void> {
	const sql = postgres(superuserUrl, {
		max: hands,
		onnotice: () => undefined,
		connection: {
			// Triggers would do a million times what the slices do at once.
			session_replication_role: 'replica',
			synchronous_commit: false,
			work_mem: '256MB',
			maintenance_work_mem: '512MB',
			max_parallel_maintenance_workers: 0
		}
	});
	try {
		await sql`alter system set max_wal_size = '8GB'`;
		await sql`select pg_reload_conf()`;
		const removed = await dropIndexes(sql);
		for (const step of seedSteps(size)) await runStep(sql, step);
		await runAll(sql, 'indexes', removed);
		for (const step of closingSteps(size)) await runStep(sql, step);
		// Visibility maps and statistics, as autovacuum would make them in time.
		const tables = await sql<{ sql: string }[]>`
			select format('vacuum analyze %s', oid::regclass) as sql from pg_class
			where relkind = 'r' and relnamespace in ('public'::regnamespace, 'private'::regnamespace) order by pg_relation_size(oid) desc`;
		await runAll(sql, 'statistics', tables);
	} finally {
		await restoreSettings(sql);
		await sql.end();
	}
}

export async function restoreSettings(sql: postgres.Sql): Promise<void> {
	await sql`alter system reset all`;
	await sql`select pg_reload_conf()`;
}

function runStep(sql: postgres.Sql, { name, count, slice, sql: statements }: Step): Promise<void> {
	const slices = Array.from({ length: Math.ceil(count / slice) }, (_, n) => {
		const [from, to] = [1 + n * slice, Math.min(count, (n + 1) * slice)];
		return {
			sql: statements.replaceAll('$from', String(from)).replaceAll('$to', String(to)),
			weight: to - from + 1
		};
	});
	return runAll(sql, name, slices);
}

/** In the order given, but more than one at a time. */
async function runAll(
	sql: postgres.Sql,
	name: string,
	jobs: { sql: string; weight?: number }[]
): Promise<void> {
	const began = Date.now();
	const total = jobs.reduce((sum, { weight = 1 }) => sum + weight, 0);
	const bar = new SingleBar({
		format: `${name.padEnd(26)} {bar} {value}/{total}  {duration_formatted}`,
		stream: process.stderr
	});
	bar.start(total, 0);
	const queue = [...jobs];
	const work = async () => {
		for (let job = queue.shift(); job; job = queue.shift()) {
			await sql.unsafe(job.sql);
			bar.increment(job.weight ?? 1);
		}
	};
	await Promise.all(Array.from({ length: hands }, work));
	bar.stop();
	// A bar is for people who watch; a log gets a line.
	if (!process.stderr.isTTY) {
		console.error(`${name.padEnd(26)} ${total}  ${((Date.now() - began) / 1000).toFixed(1)} s`);
	}
}
