import { randomUUID } from 'node:crypto';
import type postgres from 'postgres';
import { hashPassword } from '../../src/lib/accounts/credentials.server.ts';
import { demoPassword, demoResidents, demoStaff } from '../../src/lib/accounts/demo.ts';
import { identifierRow, seal } from '../../src/lib/accounts/keys.server.ts';
import { departments, regions } from './data/town.ts';

type Sql = postgres.Sql;

/** Where the demo staff hold their roles; officers and leads work for one department. */
const places: Record<string, { region: string; department?: string }> = {
	officer: { region: 'wangxi', department: 'housing' },
	lead: { region: 'wangxi', department: 'housing' }
};

const surnames = [
	...'王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈'
];

export interface People {
	/** Accounts of residents; the first ones are those of the sign-in page. */
	residents: string[];
	surname: (resident: string) => string;
	collector: string;
	intake: string;
	supervisor: string;
	commission: string;
	officers: Map<string, string>;
	leads: Map<string, string>;
	regionIds: Map<string, number>;
}

export async function settle(sql: Sql): Promise<People> {
	const regionIds = await drawRegions(sql);
	for (const d of departments) {
		await sql`insert into public.departments (key, region_id, name_zh, name_en, duty_zh, duty_en, phone)
			values (${d.key}, ${regionIds.get(d.region) ?? 0}, ${d.zh}, ${d.en}, ${d.dutyZh}, ${d.dutyEn}, ${d.phone})`;
	}
	const staff = await employ(sql, regionIds);
	const { residents, surnameOf } = await moveIn(sql, 120);
	const of = (key: string) => staff.demo.get(key) ?? '';
	return {
		residents,
		surname: (resident) => surnameOf.get(resident) ?? '',
		collector: of('collector'),
		intake: of('intake'),
		supervisor: of('supervisor'),
		commission: of('commission'),
		officers: staff.officers,
		leads: staff.leads,
		regionIds
	};
}

async function drawRegions(sql: Sql): Promise<Map<string, number>> {
	const ids = new Map<string, number>();
	for (const region of regions) {
		const parent = region.parent === null ? null : (ids.get(region.parent) ?? null);
		const [row] = await sql<
			{ id: number }[]
		>`insert into public.regions (parent_id, key, level, name_zh, name_en)
			values (${parent}, ${region.key}, ${region.level}, ${region.zh}, ${region.en}) returning id`;
		ids.set(region.key, row?.id ?? 0);
		await sql`insert into public.region_codes (region_id, code) values (${row?.id ?? 0}, ${region.code})`;
	}
	return ids;
}

async function employ(sql: Sql, regionIds: Map<string, number>) {
	const demo = new Map<string, string>();
	const officers = new Map<string, string>();
	const leads = new Map<string, string>();
	const passwordHash = await hashPassword(demoPassword);

	const addAccount = async (name: string) => {
		const id = randomUUID();
		await sql`insert into private.accounts (id, kind, staff_name, verification) values (${id}, 'staff', ${name}, 2)`;
		return id;
	};
	const grant = (account: string, role: string, region: string, department: string | null) =>
		sql`insert into public.role_grants (account_id, role, region_id, department_key)
			values (${account}, ${role}::public.actor_role, ${regionIds.get(region) ?? 0}, ${department})`;

	for (const person of demoStaff) {
		const id = await addAccount(person.name);
		const { region, department } = places[person.key] ?? { region: 'jichuan' };
		await sql`insert into private.identifiers ${sql({ account_id: id, ...identifierRow('staff_mail', person.mail) })}`;
		await sql`insert into private.credentials (account_id, password_hash, totp_secret)
			values (${id}, ${passwordHash}, ${seal(person.totpSecret)})`;
		await grant(id, person.role, region, department ?? null);
		demo.set(person.key, id);
		if (department) (person.role === 'officer' ? officers : leads).set(department, id);
	}
	for (const department of departments) {
		if (officers.has(department.key)) continue;
		const officer = await addAccount(`${department.zh}经办人`);
		const lead = await addAccount(`${department.zh}负责人`);
		await grant(officer, 'officer', department.region, department.key);
		await grant(lead, 'department_lead', department.region, department.key);
		officers.set(department.key, officer);
		leads.set(department.key, lead);
	}
	return { demo, officers, leads };
}

async function moveIn(sql: Sql, count: number) {
	const surnameOf = new Map<string, string>();
	const rows = Array.from({ length: count }, (_, i) => {
		const surname = demoResidents[i]?.name.slice(0, 1) ?? surnames[i % surnames.length] ?? '王';
		const id = randomUUID();
		surnameOf.set(id, surname);
		return { id, kind: 'resident', surname, verification: 1 };
	});
	await sql`insert into private.accounts ${sql(rows)}`;
	for (const [i, person] of demoResidents.entries()) {
		await sql`insert into private.identifiers ${sql({ account_id: rows[i]?.id ?? '', ...identifierRow('phone', person.phone) })}`;
	}
	return { residents: rows.map((row) => row.id), surnameOf };
}
