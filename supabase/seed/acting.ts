import type postgres from 'postgres';
import { prepareLetter } from '../../src/lib/text/prepare.server.ts';

type Sql = postgres.Sql;
type Role = 'authenticated' | 'service_role';

/** Calls the portal's own functions at a moment of the past, as the person who would: every rule holds. */
export class Actors {
	private readonly sql: Sql;
	private at = new Date();

	constructor(sql: Sql) {
		this.sql = sql;
	}

	/** From here on the portal's clock stands still, at `at`. */
	async stopClock(at: Date): Promise<void> {
		this.at = at;
		await this.sql`insert into private.frozen_clock (frozen_at) values (${at})`;
	}

	/** Everything that follows happens at this moment; the clock is set with the next act. */
	travelTo(at: Date): void {
		this.at = at;
	}

	async backToNow(): Promise<void> {
		await this.sql`delete from private.frozen_clock`;
	}

	/** Runs statements as an account (or the service), under row-level security; time and person in one round trip. */
	private as<T>(account: string | null, run: (sql: postgres.TransactionSql) => Promise<T>): Promise<T> {
		const role: Role = account ? 'authenticated' : 'service_role';
		const claims = JSON.stringify(account ? { sub: account, role } : { role });
		return this.sql.begin(async (sql) => {
			await sql
				.unsafe(
					`update private.frozen_clock set frozen_at = '${this.at.toISOString()}';
					set local request.jwt.claims = '${claims}'; set local role ${role}`
				)
				.simple();
			return run(sql);
		}) as Promise<T>;
	}

	async submit(
		account: string,
		letter: { title: string; body: string; category: string },
		options: { region: number; shown: string | null; channel: string; key: string }
	): Promise<number> {
		const text = prepareLetter(letter);
		return this.as(account, async (sql) => {
			const [row] = await sql<{ id: string }[]>`select public.submit_issue(
				title => ${text.title.masked}, body => ${text.body.masked},
				title_original => ${text.title.original}, body_original => ${text.body.original},
				mask_version => ${text.maskVersion}, tokens => ${text.tokens}, tokenizer_version => ${text.tokenizerVersion},
				region => ${options.region}, category => ${letter.category}, submission_key => ${options.key},
				author_shown => ${options.shown}, channel => ${options.channel}::public.issue_channel,
				told_at => ${this.at}) as id`;
			return Number(row?.id);
		});
	}

	/** A reader who is not signed in, from a network of their own. */
	async raiseFlag(issue: number, reason: string, words: string): Promise<void> {
		await this.as(
			null,
			(sql) => sql`select public.raise_flag(${issue}, ${reason}, ${words}, ${`network-${issue}`})`
		);
	}

	async status(issue: number): Promise<string | undefined> {
		const [row] = await this.sql<{ status: string }[]>`select status from public.issues where id = ${issue}`;
		return row?.status;
	}

	async publish(account: string, issue: number): Promise<void> {
		await this.as(account, async (sql) => {
			const [row] = await sql<{ version: number }[]>`select version from public.issues where id = ${issue}`;
			await sql`select public.publish_issue(${issue}, ${row?.version ?? 0})`;
		});
	}

	/** One of the functions that take an issue and texts, in their order. */
	async call(
		account: string,
		name: string,
		...values: (string | number | boolean | string[] | null)[]
	): Promise<void> {
		await this.as(account, async (sql) => {
			const places = values.map((_, i) => `$${i + 1}`).join(', ');
			await sql.unsafe(`select public.${name}(${places})`, values);
		});
	}

	/** What the worker does by itself, at this moment. */
	async work(name: string, ...values: (string | number | string[])[]): Promise<void> {
		await this.sql`update private.frozen_clock set frozen_at = ${this.at}`;
		const places = values.map((_, i) => `$${i + 1}`).join(', ');
		await this.sql.unsafe(`select private.${name}(${places})`, values);
	}

	async answer(
		officer: string,
		lead: string,
		issue: number,
		body: string,
		saysResolved: boolean
	): Promise<void> {
		const text = prepareLetter({ body });
		const version = await this.as(officer, async (sql) => {
			const [row] = await sql<
				{ version: number }[]
			>`select public.save_draft(${issue}, ${body}, 0) as version`;
			return row?.version ?? 0;
		});
		await this.as(
			lead,
			(sql) => sql`select public.publish_response(
				issue => ${issue}, expected_version => ${version}, body => ${text.body.masked}, mask_version => ${text.maskVersion},
				tokens => ${text.tokens}, tokenizer_version => ${text.tokenizerVersion}, says_resolved => ${saysResolved})`
		);
	}

	async commit(officer: string, issue: number, measure: string, owner: string, due: string): Promise<void> {
		await this.as(
			officer,
			(sql) => sql`select public.save_commitment(
				issue => ${issue}, measure => ${measure}, owner => ${owner}, due_on => ${due})`
		);
	}

	/** Marks the issue's open commitments as kept. */
	async keepCommitments(officer: string, issue: number): Promise<void> {
		await this.as(officer, async (sql) => {
			const open = await sql<
				{ id: string; measure: string; owner: string; due_on: string; version: number }[]
			>`
				select id, measure, owner, due_on::text, version from public.commitments where issue_id = ${issue} and kept_at is null`;
			for (const c of open) {
				await sql`select public.save_commitment(
					issue => ${issue}, commitment => ${c.id}, expected_version => ${c.version}, measure => ${c.measure},
					owner => ${c.owner}, due_on => ${c.due_on}, kept => true)`;
			}
		});
	}

	/** Moves the due day of the issue's open commitments; the earlier one stays readable. */
	async putOff(officer: string, issue: number, due: string): Promise<void> {
		await this.as(officer, async (sql) => {
			const open = await sql<{ id: string; measure: string; owner: string; version: number }[]>`
				select id, measure, owner, version from public.commitments where issue_id = ${issue} and kept_at is null`;
			for (const c of open) {
				await sql`select public.save_commitment(
					issue => ${issue}, commitment => ${c.id}, expected_version => ${c.version}, measure => ${c.measure},
					owner => ${c.owner}, due_on => ${due})`;
			}
		});
	}

	async revise(lead: string, issue: number, body: string, reason: string): Promise<void> {
		const text = prepareLetter({ body });
		await this.as(lead, async (sql) => {
			const [row] = await sql<{ id: string; revision: number }[]>`
				select id, revision from public.responses where issue_id = ${issue} order by round desc limit 1`;
			await sql`select public.revise_response(
				response => ${row?.id ?? 0}, expected_revision => ${row?.revision ?? 0}, body => ${text.body.masked},
				body_original => ${text.body.original}, mask_version => ${text.maskVersion}, tokens => ${text.tokens},
				tokenizer_version => ${text.tokenizerVersion}, reason => ${reason})`;
		});
	}

	/** The author's second version, after a question. */
	async complete(author: string, issue: number, letter: { title: string; body: string }): Promise<void> {
		const text = prepareLetter(letter);
		await this.as(
			author,
			(sql) => sql`select public.complete_issue(
				issue => ${issue}, title => ${text.title.masked}, body => ${text.body.masked},
				title_original => ${text.title.original}, body_original => ${text.body.original},
				mask_version => ${text.maskVersion}, tokens => ${text.tokens}, tokenizer_version => ${text.tokenizerVersion})`
		);
	}

	async vote(issue: number, voters: string[]): Promise<void> {
		const issues = voters.map(() => issue);
		await this.as(null, (sql) => sql`select public.cast_votes(${issues}::bigint[], ${voters}::uuid[])`);
	}

	async withdrawVote(issue: number, voter: string): Promise<void> {
		await this.as(null, (sql) => sql`select public.withdraw_votes(${[issue]}::bigint[], ${[voter]}::uuid[])`);
	}

	/** Rates the answer of the issue's latest round; whoever had not voted in time is passed over. */
	async rate(
		account: string,
		issue: number,
		rating: { satisfaction: number; solved: boolean | null; toThePoint: boolean | null; comment: string }
	): Promise<void> {
		const { body: comment } = prepareLetter({ body: rating.comment });
		await this.as(account, async (sql) => {
			const [row] = await sql<{ id: string; revision: number; may_rate: boolean }[]>`
				select r.id, r.revision, m.may_rate
				from public.responses r join public.my_rating(${issue}) m on m.response_id = r.id`;
			if (!row?.may_rate) return;
			await sql`select public.rate_response(
				response => ${row.id}, seen_revision => ${row.revision}, satisfaction => ${rating.satisfaction},
				solved => ${rating.solved}, to_the_point => ${rating.toThePoint},
				comment => ${comment.masked}, comment_original => ${comment.original})`;
		});
	}

	async import(
		channel: string,
		source: string,
		account: string,
		department: string,
		row: object
	): Promise<void> {
		await this.as(
			null,
			(sql) => sql`select * from public.import_issues(
				rows => ${JSON.stringify([row])}, channel => ${channel}::public.issue_channel, source => ${source},
				acting_account => ${account}, department => ${department}, publish => true)`
		);
	}
}
