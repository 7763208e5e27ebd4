import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { load } from '../load.ts';
import type { Bench } from '../main.ts';
import type { Figure } from '../report.ts';
import { cookieOfVoter, type BenchPortal } from '../stack.ts';
import { newIssues, throughHttp } from './votes.ts';

const seconds = 4;
const residents = 1_000;

type Part = 'app' | 'Data API' | 'database' | 'load';

/** Where the processor's time goes, by process: of votes, and of the list for visitors and for residents. Linux only. */
export async function* costs({ small }: Bench): AsyncGenerator<Figure> {
	const portal = await small();
	const database = await databasePid(portal);
	const visitor = { accept: 'text/html' };
	const list = (cookie?: () => string) =>
		load({
			url: portal.url,
			connections: 50,
			seconds,
			next: () => ({ path: '/issues', headers: cookie ? { ...visitor, cookie: cookie() } : visitor })
		});
	let n = 0;
	const issues = await newIssues(portal, 2_000);
	const runs: [string, () => Promise<number>][] = [
		['vote over 2,000 issues', () => throughHttp(portal, issues)],
		['anonymous list page', async () => (await list()).perSecond],
		['signed-in list page', async () => (await list(() => cookieOfVoter(1 + (n++ % residents)))).perSecond]
	];
	for (const [name, run] of runs) {
		const transactionsBefore = await transactions(portal);
		const before = microseconds(portal, database);
		const began = performance.now();
		const perSecond = await run();
		const requests = (perSecond * (performance.now() - began)) / 1000;
		const after = microseconds(portal, database);
		const asked = (await transactions(portal)) - transactionsBefore;
		const figure = (what: string, value: number, unit: string): Figure => ({
			figure: `${name}: ${what}`,
			value,
			unit,
			baseline: null,
			ratio: null,
			n: 1
		});
		for (const part of ['app', 'Data API', 'database', 'load'] as const) {
			yield figure(part, (after[part] - before[part]) / requests, 'µs');
		}
		yield figure('transactions', asked / requests, 'each');
	}
}

const microsecondsPerTick = 10_000;

function microseconds({ pid, dataApiPid }: BenchPortal, database: number): Record<Part, number> {
	const spent: Record<Part, number> = { app: 0, 'Data API': 0, database: 0, load: 0 };
	for (const { id, parent, ticks } of processes()) {
		const part = partOf(id, parent);
		if (part) spent[part] += ticks * microsecondsPerTick;
	}
	return spent;

	function partOf(id: number, parent: number): Part | null {
		if (id === pid) return 'app';
		if (id === dataApiPid) return 'Data API';
		if (id === process.pid) return 'load';
		return parent === database ? 'database' : null;
	}
}

function processes(): { id: number; parent: number; ticks: number }[] {
	return readdirSync('/proc').flatMap((name) => {
		if (!/^\d+$/.test(name)) return [];
		try {
			const fields = fieldsOf(Number(name));
			// proc(5): after the name come state and parent; user and system time are fields 14 and 15.
			return [
				{ id: Number(name), parent: Number(fields[1]), ticks: Number(fields[11]) + Number(fields[12]) }
			];
		} catch {
			// It ended meanwhile.
			return [];
		}
	});
}

function fieldsOf(pid: number): string[] {
	return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
}

/** Of the database server, whose children are its connections. */
async function databasePid({ sql }: BenchPortal): Promise<number> {
	const [row] = await sql<{ pid: number }[]>`select pg_backend_pid() as pid`;
	return Number(fieldsOf(row?.pid ?? 0)[1]);
}

async function transactions({ sql }: BenchPortal): Promise<number> {
	// Connections report what they did with a delay of up to a second.
	await sleep(1_100);
	const [row] = await sql<{ count: number }[]>`
		select pg_stat_get_db_xact_commit(oid)::int as count from pg_database where datname = current_database()`;
	return row?.count ?? 0;
}
