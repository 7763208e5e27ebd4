import postgres from 'postgres';

/** Any number; it names the lock that every living worker shares. */
const lockKey = 2_026_110_100;
const longestJob = '10 minutes';

/**
 * graphile-worker gives a killed worker's jobs to another one after four hours; a sign-in code cannot wait that long.
 * Every worker holds a shared lock while it lives. Who can have it alone is the only one alive, so whatever is locked
 * belongs to the dead and is freed at once; beside others, only what no job of ours could still be busy with.
 */
export async function watchForDeadWorkers(databaseUrl: string): Promise<{ stop(): Promise<void> }> {
	const sql = postgres(databaseUrl, {
		max: 1,
		idle_timeout: 0,
		max_lifetime: null,
		onnotice: () => undefined
	});
	const [lock] = await sql<{ alone: boolean }[]>`select pg_try_advisory_lock(${lockKey}) as alone`;
	if (lock?.alone) await free(sql, '0 seconds');
	await sql`select pg_advisory_lock_shared(${lockKey})`;
	if (lock?.alone) await sql`select pg_advisory_unlock(${lockKey})`;
	const timer = setInterval(() => void free(sql, longestJob).catch(() => undefined), 60_000);
	return {
		async stop() {
			clearInterval(timer);
			await sql.end({ timeout: 5 });
		}
	};
}

async function free(sql: postgres.Sql, lockedFor: string): Promise<void> {
	await sql`
		select graphile_worker.force_unlock_workers(array_agg(distinct locked_by))
		from graphile_worker.jobs
		where locked_at <= now() - ${lockedFor}::interval
		having count(*) > 0`;
}
