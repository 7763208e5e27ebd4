import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { demoPassword, demoStaff } from '../../src/lib/accounts/demo.ts';
import { prepareLetter } from '../../src/lib/text/prepare.server.ts';
import type { Portal } from './portal.ts';
import { authenticatorCode, signInAs } from './sign-in.ts';
import { callAs } from './world.ts';

export type DemoRole =
	'intake' | 'officer' | 'lead' | 'collector' | 'supervisor' | 'commission' | 'administrator';

/** With password and authenticator, as the demo town's person of this role. */
export async function signInAsStaff(page: Page, portal: Portal, role: DemoRole, to: string): Promise<void> {
	const person = demoStaff.find((staff) => staff.key === role);
	if (!person) throw new Error(`The demo town has no ${role}.`);
	// A code counts once, and a test signs in more often than the half minute in which a code lives.
	await portal.sql`update private.credentials set last_totp_step = 0`;
	await page.goto(`/sign-in/staff?to=${encodeURIComponent(to)}`);
	await page.fill('[name=mail]', person.mail);
	await page.fill('[name=password]', demoPassword);
	await page.click('main form button');
	await page.waitForSelector('[name=code]');
	await page.fill('[name=code]', authenticatorCode(person.totpSecret));
	await Promise.all([
		page.waitForURL((url) => !url.pathname.includes('/sign-in')),
		page.click('main form button')
	]);
}

/** Signed in already as the demo town's person of this role: for journeys that are about something else. */
export async function enterAsStaff(page: Page, portal: Portal, role: DemoRole, to: string): Promise<void> {
	await signInAs(page.context(), portal, await demoAccount(portal, role));
	await page.goto(to);
}

/** The account of the demo town's person of this role, for what happened before a journey begins. */
async function demoAccount(portal: Portal, role: DemoRole): Promise<string> {
	const name = demoStaff.find((staff) => staff.key === role)?.name ?? '';
	const [row] = await portal.sql<
		{ id: string }[]
	>`select id from private.accounts where staff_name = ${name}`;
	return row?.id ?? '';
}

export async function residentsOf(portal: Portal, count: number): Promise<string[]> {
	const rows = Array.from({ length: count }, () => ({ id: randomUUID(), kind: 'resident', verification: 1 }));
	await portal.sql`insert into private.accounts ${portal.sql(rows)}`;
	return rows.map((row) => row.id);
}

interface Letter {
	title: string;
	body: string;
	author?: string;
}

/** A resident of the county's first town tells something; masked as the portal does it. */
export async function tell(portal: Portal, { title, body, author }: Letter): Promise<number> {
	const by = author ?? (await residentsOf(portal, 1))[0] ?? '';
	const letter = prepareLetter({ title, body });
	return callAs(portal.sql, by, async (sql) => {
		const [row] = await sql<{ id: string }[]>`select public.submit_issue(
			title => ${letter.title.masked}, body => ${letter.body.masked},
			title_original => ${letter.title.original}, body_original => ${letter.body.original},
			mask_version => ${letter.maskVersion}, tokens => ${letter.tokens}, tokenizer_version => ${letter.tokenizerVersion},
			region => (select min(id) from public.regions where level = 4 and path operator(extensions.<@) (
				select path from public.regions where key = 'wangxi')),
			category => 'housing', submission_key => ${randomUUID()}) as id`;
		return Number(row?.id);
	});
}

export async function publish(portal: Portal, issue: number): Promise<void> {
	await callAs(
		portal.sql,
		await demoAccount(portal, 'intake'),
		(sql) =>
			sql`select public.publish_issue(${issue}, (select version from public.issues where id = ${issue}))`
	);
}

/** Told, published and given to the housing department, whose officer and lead the demo town has. */
export async function tellAssigned(
	portal: Portal,
	letter: Letter,
	department = 'housing',
	cooperating: string[] = []
): Promise<number> {
	const issue = await tell(portal, letter);
	await publish(portal, issue);
	await callAs(
		portal.sql,
		await demoAccount(portal, 'intake'),
		(sql) => sql`select public.assign_issue(${issue}, ${department}, ${cooperating})`
	);
	return issue;
}

export async function statusOf(portal: Portal, issue: number): Promise<string | undefined> {
	const [row] = await portal.sql<{ status: string }[]>`select status from public.issues where id = ${issue}`;
	return row?.status;
}
