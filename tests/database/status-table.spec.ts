import { expect, test } from 'vitest';
import { isOpenForVotes, nextStatuses, statuses } from '../../src/lib/domain/statuses.ts';
import { openStack } from '../support/stack.ts';
import { Constants } from '../../src/lib/platform/database/database.types.ts';

const stack = await openStack();
const roles = Constants.public.Enums.actor_role;

test('rules.ts knows every status that the database knows', () => {
	expect([...statuses].sort()).toEqual([...Constants.public.Enums.issue_status].sort());
});

test('rules.ts and the database agree for every pair of statuses and every role', async () => {
	const rows = await stack.sql<{ from_status: string | null; to_status: string; role: string }[]>`
		select from_status, to_status, role from public.status_transitions`;
	const inDatabase = new Set(
		rows.map((row) => `${row.from_status ?? 'new'} > ${row.to_status} by ${row.role}`)
	);
	const inRules = new Set(
		[null, ...statuses].flatMap((from) =>
			roles.flatMap((role) => nextStatuses(from, role).map((to) => `${from ?? 'new'} > ${to} by ${role}`))
		)
	);
	expect([...inRules].sort()).toEqual([...inDatabase].sort());
	expect(inDatabase.size).toBeGreaterThan(30);
});

test('the database opens votes for the same statuses as the page', async () => {
	for (const status of statuses) {
		const [row] =
			await stack.sql`select ${status}::public.issue_status = any (private.open_for_votes()) as open`;
		expect(row?.open, status).toBe(isOpenForVotes(status));
	}
});
