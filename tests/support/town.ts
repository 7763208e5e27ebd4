import { openStack } from './stack.ts';

export type StaffRole = 'administrator' | 'commission_lead' | 'supervisor' | 'officer' | 'intake_officer';

/** A city with two counties and a town, two departments, and three who may give roles there. */
export async function openTown() {
	const stack = await openStack();
	const { sql } = stack;
	// A new database counts from one: 1 city, 2 and 3 below it, 4 below 2.
	await sql`insert into public.regions (parent_id, key, level, name_zh, name_en) values
		(null, 'city', 2, '市', 'City'), (1, 'north', 3, '北县', 'North'), (1, 'south', 3, '南县', 'South'),
		(2, 'hill', 4, '山镇', 'Hill')`;
	await sql`insert into public.departments (key, region_id, name_zh, name_en) values
		('water', 2, '水务局', 'Water'), ('roads', 3, '公路局', 'Roads')`;

	async function hire(role: StaffRole | null, region = 2, department: string | null = null) {
		const [account] =
			await sql`insert into private.accounts (kind, staff_name) values ('staff', '某人') returning id`;
		const id = String(account?.id);
		if (role) {
			await sql`insert into public.role_grants (account_id, role, region_id, department_key)
				values (${id}, ${role}, ${region}, ${department})`;
		}
		return { id, as: stack.clientFor({ account: id }) };
	}

	return {
		...stack,
		hire,
		service: stack.clientFor('service'),
		city: await hire('administrator', 1),
		north: await hire('administrator', 2),
		commission: await hire('commission_lead', 1)
	};
}

/** A text as something that looks like a SHA-256. */
export function hex(text: string): string {
	return Buffer.from(text).toString('hex').padEnd(64, '0').slice(0, 64);
}
