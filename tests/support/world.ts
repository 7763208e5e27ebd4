import { randomUUID } from 'node:crypto';
import type postgres from 'postgres';
import type { StaffRole } from '../../src/lib/domain/roles.ts';
import type { TestStack } from './stack.ts';

export interface World {
	regions: { city: number; county: number; town: number; other: number };
	/** An account with the role; officers and leads belong to `department` (water unless told). */
	staff(role: StaffRole, at?: { region?: number; department?: string }): Promise<string>;
	resident(): Promise<string>;
	residents(count: number): Promise<string[]>;
	/** A submitted issue of a new resident (or of `author`). */
	issue(options?: {
		author?: string;
		region?: number;
		title?: string;
	}): Promise<{ id: number; author: string }>;
	/** Published, assigned and (with a text) answered by the department water. */
	publishedIssue(): Promise<{ id: number; author: string }>;
	assignedIssue(): Promise<{ id: number; author: string }>;
	answer(issue: number, options?: { text?: string; saysResolved?: boolean }): Promise<number>;
	vote(issue: number, accounts: string[]): Promise<string[]>;
	statusOf(issue: number): Promise<string | undefined>;
}

/** One SQL function as one account, on a connection of its own: two calls at once really meet. */
export async function callAs<T = unknown>(
	sql: postgres.Sql,
	account: string | 'service' | 'anon',
	query: (sql: postgres.TransactionSql) => Promise<T>
): Promise<T> {
	const role = account === 'service' ? 'service_role' : account === 'anon' ? 'anon' : 'authenticated';
	const claims = JSON.stringify({ role, ...(role === 'authenticated' && { sub: account }) });
	return (await sql.begin(async (transaction) => {
		await transaction`select set_config('request.jwt.claims', ${claims}, true), set_config('role', ${role}, true)`;
		return query(transaction);
	})) as T;
}

/** The stable code of a refusal (its message), or 'accepted'. */
export async function codeOf(attempt: Promise<unknown>): Promise<string> {
	try {
		await attempt;
		return 'accepted';
	} catch (error) {
		return error instanceof Error ? error.message : String(error);
	}
}

/** A city with two counties and a town, the departments water and roads, and the people that a test asks for. */
export async function buildWorld({ sql }: TestStack): Promise<World> {
	const addRegion = async (key: string, parent: number | null, level: number) => {
		const [row] = await sql<
			{ id: number }[]
		>`insert into public.regions (parent_id, key, level, name_zh, name_en)
			values (${parent}, ${key}, ${level}, ${key}, ${key}) returning id`;
		return row?.id ?? 0;
	};
	const city = await addRegion('city', null, 2);
	const county = await addRegion('county', city, 3);
	const regions = {
		city,
		county,
		town: await addRegion('town', county, 4),
		other: await addRegion('other', city, 3)
	};
	for (const key of ['water', 'roads']) {
		await sql`insert into public.departments (key, region_id, name_zh, name_en) values (${key}, ${county}, ${key}, ${key})`;
	}

	const residents = async (count: number) => {
		const rows = Array.from({ length: count }, () => ({
			id: randomUUID(),
			kind: 'resident',
			verification: 1
		}));
		await sql`insert into private.accounts ${sql(rows)}`;
		return rows.map((row) => row.id);
	};
	const resident = async () => (await residents(1))[0] ?? '';
	const staff: World['staff'] = async (role, { region = county, department = 'water' } = {}) => {
		const id = randomUUID();
		const inDepartment = role === 'officer' || role === 'department_lead';
		await sql`insert into private.accounts (id, kind, staff_name) values (${id}, 'staff', ${role})`;
		await sql`insert into public.role_grants (account_id, role, region_id, department_key, valid_from)
			values (${id}, ${role}::public.actor_role, ${region}, ${inDepartment ? department : null}, '2000-01-01')`;
		return id;
	};
	const [intake, officer, lead] = [
		await staff('intake_officer'),
		await staff('officer'),
		await staff('department_lead')
	];

	const issue: World['issue'] = async ({
		author,
		region = regions.town,
		title = '水管爆了三天没人修'
	} = {}) => {
		const by = author ?? (await resident());
		const id = await callAs(sql, by, async (as) => {
			const [row] = await as<{ id: string }[]>`select public.submit_issue(
				title => ${title}, body => '家里三天没有水了', title_original => ${title}, body_original => '家里三天没有水了',
				mask_version => 1, tokens => array['水管'], tokenizer_version => 1, region => ${region}, category => 'other',
				submission_key => ${randomUUID()}) as id`;
			return Number(row?.id);
		});
		return { id, author: by };
	};
	const publishedIssue = async () => {
		const created = await issue();
		await callAs(sql, intake, (as) => as`select public.publish_issue(${created.id}, 1)`);
		return created;
	};
	return {
		regions,
		staff,
		resident,
		residents,
		issue,
		publishedIssue,
		async assignedIssue() {
			const created = await publishedIssue();
			await callAs(sql, intake, (as) => as`select public.assign_issue(${created.id}, 'water')`);
			return created;
		},
		async answer(id, { text = '已安排抢修，明天恢复供水。', saysResolved = false } = {}) {
			await callAs(sql, officer, (as) => as`select public.save_draft(${id}, ${text}, 0)`);
			return callAs(sql, lead, async (as) => {
				const [row] = await as<{ id: string }[]>`select public.publish_response(
					${id}, 1, ${text}, 1, '{}', 1, ${saysResolved}) as id`;
				return Number(row?.id);
			});
		},
		async vote(id, accounts) {
			const [row] = await callAs(
				sql,
				'service',
				(as) => as<{ outcomes: string[] }[]>`
					select public.cast_votes(${accounts.map(() => id)}::bigint[], ${accounts}::uuid[]) as outcomes`
			);
			return row?.outcomes ?? [];
		},
		async statusOf(id) {
			const [row] = await sql<{ status: string }[]>`select status from public.issues where id = ${id}`;
			return row?.status;
		}
	};
}
