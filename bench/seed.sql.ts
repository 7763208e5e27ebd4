import type { Size } from './sizes.ts';

export interface Step {
	name: string;
	/** Statements with `$from` and `$to` run in slices of the numbers 1 … count, two slices at a time. */
	count: number;
	slice: number;
	sql: string;
}

const residents = 200_000;

/** A token that both the bench and the seed know: 40 characters, as the app's are. */
const tokenSql = (n: string) => `md5('voter' || ${n}) || left(md5('again' || ${n}), 8)`;

/** Two years lie behind the town, whatever its size; the newest issue was told a day ago. */
const toldAt = (n: string, issues: number) =>
	`now() - interval '1 day' - interval '2 years' * (${issues} - ${n}) / ${issues}`;

/** People, a tree of regions, issues in every status over two years, and what hangs on them. */
export function seedSteps({ issues, votes }: Size): Step[] {
	return [
		{ name: 'regions and departments', count: 1, slice: 1, sql: town },
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
		{ name: 'issues', count: issues, slice: 25_000, sql: issuesSql(issues) },
		{ name: 'votes', count: votes, slice: Math.ceil(votes / 20), sql: votesSql({ issues, votes }) },
		{ name: 'counters', count: 1, slice: 1, sql: countersSql }
	];
}

/** What is made of the whole, once its indexes stand. */
export function closingSteps({ issues }: Size): Step[] {
	return [
		{
			name: 'facts',
			count: issues,
			slice: 25_000,
			sql: 'select private.fill_facts(1000 + $from, 1000 + $to)'
		},
		{ name: 'statistics of facts', count: 1, slice: 1, sql: 'analyze private.facts' },
		{
			name: 'totals',
			// More measures than there are: what is beyond the last sums nothing.
			count: 30,
			slice: 1,
			sql: `
				insert into private.totals
				select t.* from (
					select array_agg((null, region_id, department, category, channel, measure, month, days, n, hits)::private.facts) as facts
					from (
						select region_id, department, category, channel, measure, month, days, sum(n)::int as n, sum(hits)::int as hits
						from private.facts where measure = (private.measures())[$from] group by 1, 2, 3, 4, 5, 6, 7) f
				) s cross join lateral private.roll_up(s.facts) t
				order by t.region_id, t.department, t.category, t.channel, t.month`
		}
	];
}

const town = `
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
	select 'd' || d, 1, '部门' || d, 'Department ' || d from generate_series(1, 12) d`;

/**
 * Of a hundred issues four are rejected and two never answered; the others are answered within forty days, most in time,
 * and then resolved, confirmed or reopened. So nearly all that is open is of the last months, at every size.
 */
const issuesSql = (issues: number) => `
	create temporary table made as
	select m.*, published_at + interval '1 day' * (3 + days) as answered_at, published_at + interval '1 day' * (10 + days * 2) as resolved_at,
		(case when luck < 4 then 'rejected' when now() < published_at + interval '3 days' then 'published'
			when luck < 6 or now() < published_at + interval '1 day' * (3 + days) then 'assigned'
			when luck < 9 then 'reopened'
			when now() > published_at + interval '1 day' * (25 + days * 2) then 'confirmed'
			when now() > published_at + interval '1 day' * (10 + days * 2) then 'resolved'
			when luck % 2 = 0 then 'in_progress' else 'answered' end)::public.issue_status as status
	from (
		select 1000 + n as id, h, 1100 + (h % 1000)::int as region_id, 'd' || 1 + (h / 7) % 12 as department, (h / 11) % 100 as luck,
			(h / 13) % 37 as days, ${toldAt('n', issues)} as told_at, ${toldAt('n', issues)} + interval '1 hour' * ((h / 29) % 24) as published_at
		from (select n, abs(hashint8(n))::bigint as h from generate_series($from, $to) n) s) m;
	create temporary table answered as select * from made where status not in ('published', 'assigned', 'rejected');
	insert into public.issues (id, region_id, path, category_key, title, body, mask_version, tokens, tokenizer_version, status, round, version,
		told_at, submitted_at, published_at, answered_at, answered_round, status_at, lead_department_key, rejection_reason)
	select m.id, m.region_id, r.path, (array(select key from public.categories order by key))[1 + (m.h / 17) % 13],
		'第' || m.id || '件：' || (array['路灯坏了','水管漏水','噪音扰民','公交绕行','井盖缺失','垃圾清运'])[1 + (m.h / 19) % 6],
		repeat('这里的情况已经很久没有人处理，希望有关部门尽快来看一看。', 3), 1,
		array[(array['路灯','水管','噪音','公交','井盖','垃圾'])[1 + (m.h / 19) % 6], 'v' || (m.h / 31) % 300, 'w' || m.h % 50000], 1, m.status,
		case m.status when 'reopened' then 2 else 1 end, 3, m.told_at, m.told_at,
		case when m.status <> 'rejected' then m.published_at end,
		case when m.status not in ('published', 'assigned', 'rejected') then m.answered_at end,
		case when m.status not in ('published', 'assigned', 'rejected') then 1 end,
		case m.status when 'rejected' then m.published_at when 'published' then m.published_at when 'assigned' then m.published_at
			when 'resolved' then m.resolved_at when 'confirmed' then m.resolved_at + interval '15 days' else m.answered_at end,
		case when m.status not in ('published', 'rejected') then m.department end, case m.status when 'rejected' then 'unclear' end
	from made m join public.regions r on r.id = m.region_id;
	insert into private.issue_origins (issue_id, author_id, title, body)
	select id, md5('account' || 1 + h % ${residents})::uuid, '', '' from made;
	insert into public.assignments (issue_id, round, department_key, is_lead, assigned_at)
	select id, 1, department, true, published_at + interval '1 hour' from made where status not in ('published', 'rejected');
	insert into public.issue_events (issue_id, at, kind, from_status, to_status, round, actor_role, actor_department, visibility)
	select m.id, e.at, e.to_status::text, e.from_status, e.to_status, 1, e.role, e.department, 'public' from made m
	cross join lateral (values
		(1, m.published_at, 'submitted', 'published', 'intake_officer', null),
		(2, m.published_at + interval '1 hour', 'published', 'assigned', 'intake_officer', null),
		(3, m.answered_at, 'assigned', 'answered', 'department_lead', m.department),
		(4, m.answered_at, 'answered', 'in_progress', 'officer', m.department),
		(5, m.answered_at + interval '5 days', 'answered', 'reopened', 'rule', null),
		(6, m.resolved_at, 'answered', 'resolved', 'department_lead', m.department),
		(7, m.resolved_at + interval '15 days', 'resolved', 'confirmed', 'rule', null)
	) t (place, at, from_text, to_text, role_text, department)
	cross join lateral (select t.at, t.department, t.from_text::public.issue_status as from_status, t.to_text::public.issue_status as to_status,
		t.role_text::public.actor_role as role) e
	where t.place = any (case m.status when 'rejected' then '{}' when 'published' then '{1}' when 'assigned' then '{1,2}'
		when 'answered' then '{1,2,3}' when 'in_progress' then '{1,2,3,4}' when 'reopened' then '{1,2,3,5}'
		when 'resolved' then '{1,2,3,6}' else '{1,2,3,6,7}' end::int[]);
	insert into public.clocks (issue_id, region_id, kind, round, started_at, due_at, met_at)
	select id, region_id, 'accept', 1, told_at, told_at + interval '15 days', published_at from made;
	insert into public.clocks (issue_id, region_id, kind, round, department_key, started_at, due_at, met_at)
	select id, region_id, 'first_answer', 1, department, published_at + interval '1 hour', published_at + interval '30 days',
		case when status <> 'assigned' then answered_at end from made where status not in ('published', 'rejected');
	insert into public.clocks (issue_id, region_id, kind, round, department_key, started_at, due_at, met_at, ended_at)
	select id, region_id, 'resolve', 1, department, answered_at, answered_at + interval '60 days',
		case when status in ('resolved', 'confirmed') then resolved_at end, case status when 'reopened' then answered_at + interval '5 days' end from answered;
	insert into public.responses (id, issue_id, round, department_key, body, mask_version, tokens, tokenizer_version, says_resolved, published_at, reopened_at)
	overriding system value
	select id, id, 1, department, repeat('已经安排人员到现场处理，并将在一周内回访。', 2), 1, array['安排','回访'], 1,
		status in ('resolved', 'confirmed'), answered_at, case status when 'reopened' then answered_at + interval '5 days' end from answered;
	insert into public.ratings (id, response_id, revision, by_author, solved, satisfaction, rated_at, changed_at)
	overriding system value
	select id, id, 1, true, h % 3 > 0, 1 + (h / 23) % 5, answered_at + interval '3 days', answered_at + interval '3 days'
	from answered where h % 2 = 0;
	insert into private.rating_owners (response_id, account_id, rating_id)
	select id, md5('account' || 1 + h % ${residents})::uuid, id from answered where h % 2 = 0;
	drop table made, answered`;

/**
 * A few issues carry most votes, as everywhere: the one at place r of n has a share that falls with r^(2/3). Each slice
 * brings a part of every issue's votes, in the order of time; a person comes once to an issue without anybody looking.
 */
const votesSql = ({ issues, votes }: Size) => `
	insert into private.votes (issue_id, account_id, verification, cast_at, changed_at)
	select 1000 + v.n, md5('account' || 1 + (v.n * 7919 + j * 104729) % ${residents})::uuid, 1, v.at, v.at
	from (
		select s.n, floor(s.k * ($from - 1) / ${votes} + s.luck)::bigint as first, floor(s.k * $to / ${votes} + s.luck)::bigint as next,
			greatest(now() - interval '2 years' * (${votes} - $from) / ${votes}, ${toldAt('s.n', issues)} + interval '1 day') as at
		from (
			select n, (abs(hashint8(n)) % 1000) / 1000.0::float8 as luck,
				least(${residents / 2}, ${votes / issues / 3} * power(((n * 618033 % ${issues}) + 0.5) / ${issues}::float8, -2.0 / 3)) as k
			from generate_series(1::bigint, ${issues}::bigint) n
		) s
	) v cross join lateral generate_series(v.first, v.next - 1) j
	where v.next > v.first`;

const countersSql = `
	insert into public.issue_counters (issue_id, votes)
	select i.id, coalesce(v.n, 0) from public.issues i
	left join (select issue_id, count(*)::int as n from private.votes group by issue_id) v on v.issue_id = i.id;
	select setval(pg_get_serial_sequence('public.' || name, 'id'), (select max(id) from public.issues))
	from unnest(array['issues', 'responses', 'ratings']) name`;
