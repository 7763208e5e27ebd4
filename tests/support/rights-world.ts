import { randomUUID } from 'node:crypto';
import type postgres from 'postgres';
import { staffRoles } from '../../src/lib/domain/roles.ts';
import { buildWorld } from './world.ts';
import type { TestStack } from './stack.ts';

/** Somebody who asks: `account` is an id, or one of the two who need none. */
export interface Person {
	name: string;
	account: string;
}

/** Rows in every exposed table for every place and state, and everybody who might ask for them. */
export async function buildRightsWorld(stack: TestStack): Promise<Person[]> {
	const { sql } = stack;
	const world = await buildWorld(stack);
	const { county, town, other } = world.regions;
	await sql`insert into public.departments (key, region_id, name_zh, name_en) values ('canal', ${other}, '河道处', 'Canals')`;
	const author = await world.resident();
	const stranger = await world.resident();

	for (const [by, whose] of [
		[author, 'author'],
		[stranger, 'stranger']
	] as const) {
		for (const [region, place] of [
			[town, 'here'],
			[other, 'elsewhere']
		] as const) {
			if (whose === 'author' && place === 'elsewhere') continue;
			for (const state of ['hidden', 'public'] as const) {
				await addIssue(sql, {
					by,
					region,
					label: `${whose} ${place} ${state}`,
					isPublic: state === 'public'
				});
			}
		}
	}
	await sql`insert into public.region_codes (region_id, code) values (${county}, '330100'), (${other}, '330200')`;
	await sql`
		with added as (
			insert into public.score_publications (region_id, from_month, to_month, payload, payload_hash)
			select r, '2026-01-01', '2026-01-01', '{}', '' from unnest(array[${county}, ${other}]::int[]) r returning id
		)
		insert into public.score_corrections (publication_id, payload, payload_hash, note) select id, '{}', '', '更正说明' from added`;

	const people: Person[] = [
		{ name: 'visitor', account: 'anon' },
		{ name: 'author', account: author },
		{ name: 'resident', account: await world.resident() }
	];
	for (const role of staffRoles) {
		people.push({ name: `${role} here`, account: await world.staff(role) });
		const elsewhere = await world.staff(role, { region: other, department: 'canal' });
		people.push({ name: `${role} elsewhere`, account: elsewhere });
	}
	const revoked = await world.staff('intake_officer');
	await sql`update public.role_grants set revoked_at = now() where account_id = ${revoked}`;
	const disabled = await world.staff('intake_officer');
	await sql`update private.accounts set disabled_at = now() where id = ${disabled}`;
	return [
		...people,
		{ name: 'intake_officer revoked', account: revoked },
		{ name: 'intake_officer disabled', account: disabled },
		{ name: 'service_role', account: 'service' }
	];
}

/** An issue with something in every table under it, past the rules: a hidden one has answers too. */
async function addIssue(
	sql: postgres.Sql,
	{ by, region, label, isPublic }: { by: string; region: number; label: string; isPublic: boolean }
): Promise<void> {
	const department = label.includes('elsewhere') ? 'canal' : 'water';
	await sql.begin(async (add) => {
		const [issue] = await add<{ id: string }[]>`
			insert into public.issues (region_id, path, category_key, title, body, mask_version, tokenizer_version, status,
				lead_department_key, external_id)
			values (${region}, (select path from public.regions where id = ${region}), 'other', '路灯不亮', '晚上看不见路', 1, 1,
				${isPublic ? 'assigned' : 'submitted'}, ${isPublic ? department : null}, ${label})
			returning id`;
		const id = issue?.id ?? '';
		await add`insert into private.issue_origins (issue_id, author_id, title, body) values (${id}, ${by}, '原文', '原文')`;
		await add`insert into public.issue_counters (issue_id) values (${id})`;
		await add`insert into public.assignments (issue_id, round, department_key, is_lead) values (${id}, 1, ${department}, true)`;
		await add`insert into public.clocks (issue_id, kind, round, due_at) values (${id}, 'accept', 1, now())`;
		await add`insert into public.commitments (issue_id, round, department_key, measure, owner, due_on)
			values (${id}, 1, ${department}, '更换路灯灯泡', '张工', '2026-12-31')`;
		await add`insert into public.issue_events (issue_id, kind, round, actor_role, visibility)
			select ${id}, 'submitted', 1, 'resident', v from unnest(enum_range(null::public.event_visibility)) v`;
		const [repeats] = await add<{ id: string }[]>`
			insert into public.repeat_groups (category_key) values ('other') returning id`;
		await add`insert into public.repeat_members (issue_id, group_id) values (${id}, ${repeats?.id ?? ''})`;
		await add`insert into public.repeat_events (group_id, kind, actor_role, issues)
			values (${repeats?.id ?? ''}, 'made', 'intake_officer', ${[id]})`;
		await add`insert into public.response_drafts (issue_id, round, department_key, body) values (${id}, 2, ${department}, '草稿')`;
		const [response] = await add<{ id: string }[]>`
			insert into public.responses (issue_id, round, department_key, body, mask_version, tokenizer_version, says_resolved)
			values (${id}, 1, ${department}, '已经安排人员修理路灯', 1, 1, false) returning id`;
		const answer = response?.id ?? '';
		await add`insert into public.response_revisions (response_id, revision, body) values (${answer}, 1, '已经安排')`;
		await add`insert into public.ratings (response_id, revision, by_author, satisfaction) values (${answer}, 1, true, 5)`;
		// The author's picture, one of the answer, and one of a draft that nobody published.
		for (const [position, round] of [null, 1, 2].entries()) {
			await add`insert into public.attachments (issue_id, response_round, position, storage_path, media_type, bytes)
				values (${id}, ${round}, ${position + 1}, ${randomUUID()}, 'image/webp', 1)`;
		}
	});
}
