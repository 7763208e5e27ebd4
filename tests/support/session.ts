import { createHash, randomBytes } from 'node:crypto';
import type postgres from 'postgres';

/** A browser's cookie of somebody who is signed in, without the way through the sign-in page. */
export async function cookieFor(
	sql: postgres.Sql,
	account: string
): Promise<{ name: string; value: string }> {
	const token = randomBytes(20).toString('hex');
	const hash = createHash('sha256').update(token).digest('hex');
	await sql`select private.open_session(${hash}, ${account}, 'test')`;
	return { name: 'session', value: token };
}

/** The demo town's account that holds this role. */
export async function demoAccount(sql: postgres.Sql, role: string): Promise<string> {
	const [row] = await sql<{ id: string }[]>`
		select g.account_id as id from public.role_grants g join private.identifiers i on i.account_id = g.account_id
		where g.role = ${role}::public.actor_role and g.revoked_at is null order by i.id limit 1`;
	if (!row) throw new Error(`The demo town has no ${role}.`);
	return row.id;
}
