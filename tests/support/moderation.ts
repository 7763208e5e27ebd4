import type postgres from 'postgres';
import { callAs, type World } from './world.ts';

/** What hangs under an issue. */
interface Thing {
	response?: number;
	rating?: number;
}

/** What residents and officers do about words that should not stand, as statements of the database. */
export function moderationIn(sql: postgres.Sql, world: World) {
	const raise = (
		issue: number,
		{ response, rating }: Thing,
		{ by = null, network = 'net', reason = 'abuse', words = '' }: Partial<Record<string, string | null>> = {}
	) =>
		callAs(sql, 'service', async (as) => {
			const [row] = await as<{ told: string }[]>`
				select public.raise_flag(${issue}, ${reason ?? null}, ${words ?? ''}, ${network ?? null}, ${response ?? null}, ${rating ?? null}, ${by ?? null}) as told`;
			return row?.told;
		});
	const openFlags = (issue: number) => sql<{ id: number; times: number }[]>`
		select id::int, times from private.flags where issue_id = ${issue} and decided_at is null order by id`;
	const claim = (account: string, issue: number, takeOver = false) =>
		callAs(sql, account, async (as) => {
			const [row] = await as<
				{ is_mine: boolean; holder: string }[]
			>`select * from public.claim_issue(${issue}, ${takeOver})`;
			return row;
		});
	const leave = (account: string, issue: number, seen: number, note = '与事实相符，保留') =>
		callAs(sql, account, (as) => as`select public.leave_flagged(${issue}, ${seen}, ${note})`);
	const versionOf = async (issue: number) =>
		(await sql<{ version: number }[]>`select version from public.issues where id = ${issue}`)[0]?.version ??
		0;
	const redactBody = async (
		account: string,
		issue: number,
		body: string,
		passage: string,
		seen: number | null = null
	) => {
		const version = await versionOf(issue);
		return callAs(
			sql,
			account,
			(as) =>
				as`select public.redact_issue(${issue}, ${version}, '水管爆了三天没人修', ${body}, 1, '{}', 1, ${passage}, 'abuse', ${seen})`
		);
	};
	const audited = async (action: string) =>
		(await sql`select 1 from private.audit_log where action = ${action}`).length;
	/** An issue with an answer that somebody rated in words. */
	async function rated(comment = '负责人叫王二，态度恶劣') {
		const issue = await world.assignedIssue();
		const response = await world.answer(issue.id, { text: '已由王二师傅抢修，明天恢复供水。' });
		await callAs(
			sql,
			issue.author,
			(as) => as`select public.rate_response(response => ${response}, seen_revision => 1, satisfaction => 3,
				comment => ${comment}, comment_original => ${comment})`
		);
		const [row] = await sql<
			{ id: number }[]
		>`select id::int from public.ratings where response_id = ${response}`;
		return { ...issue, response, rating: row?.id ?? 0 };
	}
	return { raise, openFlags, claim, leave, versionOf, redactBody, audited, rated };
}
