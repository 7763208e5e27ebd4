import type { Size } from './sizes.ts';

interface Step {
	name: string;
	/** Statements with `$from` and `$to` run in slices of the numbers 1 … count. */
	count: number;
	slice: number;
	sql: string;
}

const residents = 200_000;

/** A token that both the bench and the seed know: 40 characters, as the app's are. */
const tokenSql = (n: string) => `md5('voter' || ${n}) || left(md5('again' || ${n}), 8)`;

/** A town of any size: people, a tree of regions, issues in every public status over two years, and what hangs on them. */
export function seedSteps({ issues, votes }: Size): Step[] {
	return [
		{
			name: 'regions and departments',
			count: 1,
			slice: 1,
			sql: `
				insert into public.regions (id, parent_id, key, path, level, name_zh, name_en) values (1, null, 'city', 'city', 2, '城', 'City');
				insert into public.regions (id, parent_id, key, path, level, name_zh, name_en)
				select 1 + c, 1, 'c' || c, ('city.c' || c)::extensions.ltree, 3, '县' || c, 'County ' || c from generate_series(1, 10) c;
				insert into public.regions (id, parent_id, key, path, level, name_zh, name_en)
				select 100 + c * 10 + t, 1 + c, 'c' || c || 't' || t, ('city.c' || c || '.c' || c || 't' || t)::extensions.ltree, 4,
					'镇' || t, 'Town ' || t from generate_series(1, 10) c, generate_series(0, 9) t;
				insert into public.regions (id, parent_id, key, path, level, name_zh, name_en)
				select 1000 + (c * 10 + t) * 10 + v, 100 + c * 10 + t, 'c' || c || 't' || t || 'v' || v,
					('city.c' || c || '.c' || c || 't' || t || '.c' || c || 't' || t || 'v' || v)::extensions.ltree, 5, '村' || v, 'Village ' || v
				from generate_series(1, 10) c, generate_series(0, 9) t, generate_series(0, 9) v;
				insert into public.departments (key, region_id, name_zh, name_en)
				select 'd' || d, 1, '部门' || d, 'Department ' || d from generate_series(1, 12) d`
		},
		{
			name: 'residents',
			count: residents,
			slice: 50_000,
			sql: `
				insert into private.accounts (id, kind, verification)
				select md5('account' || n)::uuid, 'resident', 1 from generate_series($from, $to) n;
				insert into private.sessions (id, account_id, expires_at, ends_at)
				select encode(sha256(convert_to(${tokenSql('n')}, 'utf8')), 'hex'), md5('account' || n)::uuid, now() + interval '14 days', now() + interval '60 days'
				from generate_series($from, $to) n`
		},
		{
			name: 'issues',
			count: issues,
			slice: 50_000,
			sql: `
				create temporary table made as
				select 1000 + n as id, h, 1100 + (h % 1000) as region_id, 'd' || 1 + (h / 7) % 12 as department,
					(array['published', 'assigned', 'answered', 'answered', 'in_progress', 'resolved', 'confirmed', 'reopened'])[1 + (h / 11) % 8]::public.issue_status as status,
					now() - interval '2 years' * n / ${issues} as told_at, (h / 13) % 40 as days
				from (select n, abs(hashint8(n))::bigint as h from generate_series($from, $to) n) s;
				insert into public.issues (id, region_id, path, category_key, title, body, mask_version, tokens, tokenizer_version, status,
					told_at, submitted_at, published_at, answered_at, status_at, lead_department_key)
				select m.id, m.region_id, r.path, (select key from public.categories order by key offset (m.h / 17) % 13 limit 1),
					'第' || m.id || '件：' || (array['路灯坏了','水管漏水','噪音扰民','公交绕行','井盖缺失','垃圾清运'])[1 + (m.h / 19) % 6],
					repeat('这里的情况已经很久没有人处理，希望有关部门尽快来看一看。', 3), 1,
					array[(array['路灯','水管','噪音','公交','井盖','垃圾'])[1 + (m.h / 19) % 6], 'w' || m.h % 50000], 1, m.status,
					m.told_at, m.told_at, m.told_at + interval '1 day',
					case when m.status in ('answered', 'in_progress', 'resolved', 'confirmed', 'reopened') then m.told_at + interval '1 day' * (m.days + 2) end,
					m.told_at + interval '40 days', case when m.status <> 'published' then m.department end
				from made m join public.regions r on r.id = m.region_id;
				insert into private.issue_origins (issue_id, author_id, title, body)
				select id, md5('account' || 1 + h % ${residents})::uuid, '', '' from made;
				insert into public.issue_counters (issue_id) select id from made;
				insert into public.issue_events (issue_id, at, kind, to_status, round, actor_role, visibility)
				select id, told_at + interval '1 day', 'published', 'published', 1, 'intake_officer', 'public' from made;
				insert into public.clocks (issue_id, kind, round, department_key, started_at, due_at, met_at)
				select id, 'first_answer', 1, department, told_at + interval '2 days', told_at + interval '32 days',
					case when status in ('answered', 'in_progress', 'resolved', 'confirmed', 'reopened') then told_at + interval '1 day' * (days + 2) end
				from made where status <> 'published';
				insert into public.responses (issue_id, round, department_key, body, mask_version, tokens, tokenizer_version, says_resolved, published_at, reopened_at)
				select id, 1, department, repeat('已经安排人员到现场处理，并将在一周内回访。', 2), 1, array['安排','回访'], 1,
					status in ('resolved', 'confirmed'), told_at + interval '1 day' * (days + 2), case when status = 'reopened' then now() end
				from made where status in ('answered', 'in_progress', 'resolved', 'confirmed', 'reopened');
				insert into public.ratings (response_id, revision, by_author, solved, satisfaction, rated_at)
				select r.id, 1, true, m.h % 3 > 0, 1 + (m.h / 23) % 5, r.published_at + interval '3 days'
				from made m join public.responses r on r.issue_id = m.id where m.h % 2 = 0;
				drop table made`
		},
		{
			// A few issues carry most votes, as everywhere.
			name: 'votes',
			count: votes,
			slice: 250_000,
			sql: `
				insert into private.votes (issue_id, account_id, verification, cast_at, changed_at)
				select 1001 + floor(power(random(), 3) * ${issues})::bigint, md5('account' || 1 + floor(random() * ${residents})::int)::uuid, 1,
					now() - interval '2 years' * random(), now()
				from generate_series($from, $to) on conflict do nothing`
		},
		{
			name: 'counters',
			count: 1,
			slice: 1,
			sql: `
				update public.issue_counters c set votes = v.n
				from (select issue_id, count(*)::int as n from private.votes group by issue_id) v where v.issue_id = c.issue_id;
				select setval(pg_get_serial_sequence('public.issues', 'id'), (select max(id) from public.issues))`
		},
		{ name: 'statistics', count: 1, slice: 1, sql: 'vacuum analyze' }
	];
}
