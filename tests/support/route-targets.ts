import { randomUUID } from 'node:crypto';
import sharp from 'sharp';
import type { TestStack } from './stack.ts';
import { callAs, type World } from './world.ts';

/** Each publication needs a period of its own. */
let publications = 0;

/** What requests are about, made anew each time it is asked for; `author` told all issues, which lie below the county. */
export async function routeTargets({ sql, clientFor }: TestStack, world: World, author: string) {
	let serial = 0;
	const next = () => ++serial;
	const intake = await world.staff('intake_officer');
	const { county } = world.regions;

	const submitted = async () => {
		await forgetTheDay();
		const { id } = await world.issue({ author });
		return id;
	};
	/** One person may tell ten issues a day: what was told before moves out of the day. */
	const forgetTheDay = () => sql`
		update public.issues set submitted_at = submitted_at - interval '2 days'
		where submitted_at > now() - interval '1 day'`;
	const published = async () => {
		const id = await submitted();
		await callAs(sql, intake, (as) => as`select public.publish_issue(${id}, 1)`);
		return id;
	};
	const assigned = async () => {
		const id = await published();
		await callAs(sql, intake, (as) => as`select public.assign_issue(${id}, 'water')`);
		return id;
	};
	const answered = async () => {
		const id = await assigned();
		return { id, response: await world.answer(id) };
	};
	const asked = async () => {
		const id = await submitted();
		await callAs(sql, intake, (as) => as`select public.request_info(${id}, '请说明具体地点')`);
		return id;
	};
	const rejected = async () => {
		const id = await submitted();
		await callAs(sql, intake, (as) => as`select public.reject_issue(${id}, 'unclear')`);
		return id;
	};
	const merged = async () => {
		const [id, into] = [await published(), await published()];
		await callAs(sql, intake, (as) => as`select public.merge_issue(${id}, ${into}, '同一件事')`);
		return id;
	};
	const repeated = async () => {
		const issues = [await published(), await published(), await published()];
		const [row] = await callAs(
			sql,
			intake,
			(as) => as<{ id: number }[]>`select public.group_repeats(${issues}::bigint[], 'other')::int as id`
		);
		return { group: row?.id ?? 0, issues };
	};
	const suggested = async () => {
		const [issue, other] = [await published(), await published()];
		await sql`update public.issues set told_at = told_at - interval '1 year' where id = ${other}`;
		await sql`select private.suggest_repeats(${issue}, ${[other]}::bigint[], '{0.9}')`;
		return [issue, other];
	};
	const publication = async () => {
		publications += 1;
		const month = `${2000 + Math.floor(publications / 12)}-${String((publications % 12) + 1).padStart(2, '0')}-01`;
		const [row] = await sql<{ id: number }[]>`
			insert into public.score_publications (region_id, from_month, to_month, payload, payload_hash)
			values (${county}, ${month}, ${month}, private.score_payload(${county}, ${month}, ${month}), 'hash')
			returning id::int`;
		return row?.id ?? 0;
	};
	const flagged = async () => {
		const id = await published();
		const [row] = await sql<{ id: number }[]>`
			insert into private.flags (issue_id, reason, flagger_key) values (${id}, 'abuse', 'somebody') returning id::int`;
		return { id, flag: row?.id ?? 0 };
	};
	const redacted = async () => {
		const id = await published();
		await callAs(
			sql,
			intake,
			(
				as
			) => as`select public.redact_issue(id, version, title, replace(body, '三天', '［已隐去］'), 1, '{}', 1, '三天', 'untrue')
				from public.issues where id = ${id}`
		);
		const [row] = await sql<{ id: number }[]>`
			select id::int from private.redactions where issue_id = ${id}`;
		return { id, redaction: row?.id ?? 0 };
	};
	const revised = async () => {
		const { response } = await answered();
		await sql`
			insert into public.response_revisions (response_id, revision, body, reason, published_at)
			select response_id, 2, body, '时间有误', published_at from public.response_revisions where response_id = ${response}`;
		return response;
	};
	const employee = () => world.staff('collector');
	const pixels = await sharp({ create: { width: 8, height: 8, channels: 3, background: 'red' } })
		.png()
		.toBuffer();
	const onePicture = new File([new Uint8Array(pixels)], 'picture.png', { type: 'image/png' });
	const store = clientFor('service').storage;
	await store.createBucket('pictures', { public: false });
	const picture = async () => {
		const id = await published();
		const file = randomUUID();
		await store.from('pictures').upload(file, onePicture, { contentType: 'image/webp' });
		const [row] = await sql<{ id: string }[]>`
			insert into public.attachments (issue_id, position, storage_path, media_type, bytes)
			values (${id}, 1, ${file}, 'image/webp', 1) returning id`;
		return { params: { id, picture: row?.id ?? '' } };
	};
	const versionOf = async (table: 'categories' | 'departments' | 'regions', key: string) => {
		const [row] = await sql<
			{ version: number }[]
		>`select version from public.${sql(table)} where key = ${key}`;
		return row?.version ?? 0;
	};
	return {
		next,
		forgetTheDay,
		submitted,
		published,
		assigned,
		answered,
		asked,
		rejected,
		merged,
		repeated,
		suggested,
		flagged,
		redacted,
		revised,
		publication,
		employee,
		picture,
		onePicture,
		versionOf
	};
}
