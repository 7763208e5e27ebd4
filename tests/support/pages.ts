import { createHash } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type postgres from 'postgres';
import { root } from '../../supabase/local/config.ts';

/** Who looks at a page: a visitor, a resident, or an account with this role. */
export type Reader =
	| 'visitor'
	| 'resident'
	| 'collector'
	| 'intake_officer'
	| 'officer'
	| 'department_lead'
	| 'supervisor'
	| 'commission_lead'
	| 'administrator';

export interface PortalPage {
	/** As SvelteKit names it, with the groups left out. */
	route: string;
	reader: Reader;
	/** The address in the demo town. */
	path: string;
}

/** Every page of the portal, each with somebody who may see it and an address that shows something. */
export async function portalPages(sql: postgres.Sql): Promise<PortalPage[]> {
	const issue = async (where: postgres.Fragment) => {
		const [row] = await sql<
			{ id: string }[]
		>`select i.id from public.issues i where ${where} order by i.id limit 1`;
		if (!row) throw new Error('The demo town has no such issue.');
		return row.id;
	};
	const resident = await readerAccount(sql, 'resident');
	const reopened = await issue(sql`i.round > 1 and i.is_public and i.status <> 'merged'`);
	const own =
		await issue(sql`i.id in (select o.issue_id from private.issue_origins o where o.author_id = ${resident})
		and i.answered_at is not null and not i.is_imported`);
	const waiting = await issue(sql`i.status = 'submitted'`);
	const assigned = await issue(
		sql`i.lead_department_key = 'housing' and i.status in ('assigned', 'answered', 'in_progress')`
	);
	const [staff] = await sql<
		{ account_id: string }[]
	>`select account_id from public.role_grants where role = 'officer' limit 1`;
	const [town] = await sql<
		{ id: number }[]
	>`select id from public.regions where level = 4 order by id limit 1`;

	const [repeats] = await sql<{ id: string }[]>`select id from public.repeat_groups order by id limit 1`;
	const invitation = await openInvitation(sql);

	const of = (reader: Reader, pages: Record<string, string>): PortalPage[] =>
		Object.entries(pages).map(([route, address]) => ({ route, reader, path: address || route }));
	return [
		...of('visitor', {
			'/': '',
			'/issues': '',
			'/issues/[id=number]': `/issues/${reopened}`,
			'/issues/[id=number]/flag': `/issues/${reopened}/flag`,
			'/repeats/[id=number]': `/repeats/${repeats?.id}`,
			'/departments': '',
			'/departments/[key]': '/departments/housing',
			'/results': '',
			'/results/published/[id=number]': '/results/published/1',
			'/about/numbers': '',
			'/about/privacy': '',
			'/sign-in': '',
			'/sign-in/staff': '',
			'/invitation/[token]': `/invitation/${invitation}`,
			'/outbox': ''
		}),
		...of('resident', {
			'/issues/new': '',
			'/sign-out': '',
			'/me': '',
			'/me/contact': '',
			'/me/follows': '',
			'/me/issues': '',
			'/me/issues/[id=number]': `/me/issues/${own}`,
			'/me/news': '',
			'/me/ratings': '',
			'/me/settings': '',
			'/me/votes': ''
		}),
		...of('collector', { '/issues/new': '', '/me': '' }),
		...of('intake_officer', {
			'/intake': '',
			'/intake/[id=number]': `/intake/${waiting}`,
			'/intake/changed': '',
			'/intake/[id=number]/texts': `/intake/${reopened}/texts`,
			'/repeats': '',
			'/repeats/[id=number]': `/repeats/${repeats?.id}`
		}),
		...of('officer', { '/desk': '', '/desk/[id=number]': `/desk/${assigned}` }),
		...of('department_lead', { '/desk': '', '/desk/[id=number]': `/desk/${assigned}`, '/me/password': '' }),
		...of('supervisor', {
			'/commission': '',
			'/commission/issues/[id=number]': `/commission/issues/${reopened}`,
			'/repeats': '',
			'/results/published/[id=number]': '/results/published/1'
		}),
		...of('commission_lead', {
			'/commission': '',
			'/commission/issues/[id=number]': `/commission/issues/${reopened}`,
			'/commission/scores': ''
		}),
		...of('administrator', {
			'/admin/categories': '',
			'/admin/categories/[key]': '/admin/categories/transport',
			'/admin/notice': '',
			'/admin/routing': '',
			'/admin/categories/new': '',
			'/admin/departments': '',
			'/admin/departments/[key]': '/admin/departments/housing',
			'/admin/departments/new': '',
			'/admin/regions': '',
			'/admin/regions/[id]': `/admin/regions/${town?.id}`,
			'/admin/regions/new': `/admin/regions/new?below=${town?.id}`,
			'/admin/staff': '',
			'/admin/staff/[account]': `/admin/staff/${staff?.account_id}`,
			'/admin/staff/invite': ''
		})
	];
}

/** A link that nobody has opened yet, to the mail of somebody of the demo town. */
async function openInvitation(sql: postgres.Sql): Promise<string> {
	const token = 'one-open-invitation-of-the-demo-town';
	const hash = createHash('sha256').update(token).digest('hex');
	await sql`insert into private.invitations (token_hash, mail_hash, mail, staff_name)
		select ${hash}, hash, value, '陈立' from private.identifiers where kind = 'staff_mail' order by id limit 1
		on conflict do nothing`;
	return token;
}

/** The routes of src/routes that draw a page. */
export function pageRoutes(): string[] {
	const routes = path.join(root, 'src/routes');
	const folders = readdirSync(routes, { recursive: true, withFileTypes: true });
	return [routes, ...folders.filter((f) => f.isDirectory()).map((f) => path.join(f.parentPath, f.name))]
		.filter((folder) => existsSync(path.join(folder, '+page.svelte')))
		.map((folder) => `/${path.relative(routes, folder)}`.replace(/\/\([^)]+\)/g, '') || '/')
		.sort();
}

/** An account of the demo town that reads as this reader; empty for a visitor. */
export async function readerAccount(sql: postgres.Sql, reader: Reader): Promise<string> {
	if (reader === 'visitor') return '';
	const [row] =
		reader === 'resident'
			? await sql<{ id: string }[]>`
				select o.author_id as id from private.issue_origins o
				join public.responses r on r.issue_id = o.issue_id and not r.is_imported
				where o.author_id is not null group by 1 order by count(*) desc, 1 limit 1`
			: await sql<{ id: string }[]>`
				select g.account_id as id from public.role_grants g
				where g.role = ${reader}::public.actor_role and (g.department_key is null or g.department_key = 'housing')
				order by g.id limit 1`;
	return row?.id ?? '';
}
