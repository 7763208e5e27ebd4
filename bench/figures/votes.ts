import postgres from 'postgres';
import { load } from '../load.ts';
import { compare, type Figure } from '../report.ts';
import type { Bench } from '../main.ts';
import { cookieOfVoter, type BenchPortal } from '../stack.ts';

const seconds = 4;
const connections = 200;
const voters = 200_000;

/** Votes through HTTP beside one statement per vote from 16 raw connections to the same server. */
export async function* votes({ small, repetitions }: Bench): AsyncGenerator<Figure> {
	const portal = await small();
	for (const [figure, spread] of [
		['votes/s over 2,000 issues', 2_000],
		['votes/s on one issue', 1]
	] as const) {
		yield await compare(
			{ figure, unit: 'votes/s' },
			repetitions,
			async () => throughHttp(portal, await newIssues(portal, spread)),
			async () => rawStatements(portal, await newIssues(portal, spread))
		);
		await expectHonest(portal);
	}
}

/** Issues that nobody supports yet, so that every vote is a new row. */
export async function newIssues({ sql }: BenchPortal, count: number): Promise<number[]> {
	const rows = await sql<{ id: string }[]>`
		insert into public.issues (region_id, path, category_key, title, body, mask_version, tokenizer_version, status, published_at)
		select 1100, 'city.c1.c1t0', 'other', '为附议测速而设', '此件只为测速。', 1, 1, 'published', now() from generate_series(1, ${count})
		returning id`;
	const ids = rows.map((row) => Number(row.id));
	await sql`insert into public.issue_counters (issue_id) select unnest(${ids}::bigint[])`;
	return ids;
}

/** Every pair of person and issue once; neighbours in time vote on different issues. */
function pairs(issues: number[]): () => { voter: number; issue: number } {
	let n = 0;
	return () => {
		const issue = issues[n % issues.length] ?? 0;
		const voter = 1 + ((Math.floor(n / issues.length) + n) % voters);
		n++;
		return { voter, issue };
	};
}

let known: string[] | undefined;

/** Made before the clock starts. */
function cookiesOfVoters(): string[] {
	known ??= Array.from({ length: voters + 1 }, (_, n) => cookieOfVoter(n));
	return known;
}

/** Votes per second of 200 browsers that vote as fast as they are answered, or at a rate. */
export async function throughHttp(
	{ url }: BenchPortal,
	issues: number[],
	{ forSeconds = seconds, perSecond }: { forSeconds?: number; perSecond?: number } = {}
): Promise<number> {
	const next = pairs(issues);
	const cookies = cookiesOfVoters();
	const fixed = {
		origin: url,
		accept: 'application/json',
		'x-sveltekit-action': 'true',
		'content-type': 'application/x-www-form-urlencoded'
	};
	const reached = await load({
		url,
		connections,
		seconds: forSeconds,
		...(perSecond && { overallRate: perSecond }),
		method: 'POST',
		next() {
			const { voter, issue } = next();
			return { path: `/issues/${issue}?/vote`, headers: { ...fixed, cookie: cookies[voter] ?? '' } };
		},
		check(status, body) {
			if (!body.includes('"counted')) throw new Error(`a vote was answered ${status} ${body}`);
		}
	});
	return reached.perSecond;
}

async function rawStatements({ databaseUrl }: BenchPortal, issues: number[]): Promise<number> {
	const sql = postgres(databaseUrl, { max: 16 });
	const [first = 0] = issues;
	const accounts = await sql<
		{ id: string }[]
	>`select id from private.accounts where kind = 'resident' order by id`;
	const next = pairs(issues);
	const until = Date.now() + seconds * 1000;
	let counted = 0;
	const hand = async () => {
		while (Date.now() < until) {
			const { voter, issue } = next();
			await sql`
				with vote as (
					insert into private.votes (issue_id, account_id, verification)
					values (${issue || first}, ${accounts[voter - 1]?.id ?? ''}, 1) on conflict do nothing returning issue_id
				)
				update public.issue_counters c set votes = c.votes + 1 from vote where c.issue_id = vote.issue_id`;
			counted++;
		}
	};
	await Promise.all(Array.from({ length: 16 }, hand));
	await sql.end();
	return counted / seconds;
}

/** Throws unless every count is its number of votes. */
export async function expectHonest({ sql }: BenchPortal): Promise<void> {
	const wrong = await sql`
		select c.issue_id from public.issue_counters c
		join public.issues i on i.id = c.issue_id and i.title = '为附议测速而设'
		where c.votes <> (select count(*) from private.votes v where v.issue_id = c.issue_id and v.state = 'active')`;
	if (wrong.length > 0) throw new Error(`${wrong.length} counts differ from their votes`);
}
