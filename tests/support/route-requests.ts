import { randomUUID } from 'node:crypto';
import { routeTargets } from './route-targets.ts';
import type { TestStack } from './stack.ts';
import type { World } from './world.ts';

/** What one request needs: values for the route's parameters, and the fields of its form. */
export interface Prepared {
	params?: Record<string, string | number>;
	fields?: Record<string, string | File>;
}

/** Makes a target of its own for every request, so that one person's success does not change the next one's answer. */
export type Prepare = () => Promise<Prepared>;

/** A request for every route; `author` told all issues, which lie in the county of those called “here”. */
export async function routeRequests(
	stack: TestStack,
	world: World,
	author: string
): Promise<Record<string, Prepare>> {
	const { sql } = stack;
	const { county } = world.regions;
	const targets = await routeTargets(stack, world, author);
	const { next, forgetTheDay, submitted, published, assigned, answered, asked, rejected } = targets;
	const {
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
	} = targets;

	const ofIssue =
		(make: () => Promise<number>, fields: Prepared['fields'] = {}): Prepare =>
		async () => ({
			params: { id: await make() },
			fields
		});
	const form =
		(fields: Record<string, string> = {}, params: Record<string, string | number> = {}): Prepare =>
		() =>
			Promise.resolve({ params, fields });
	const answerOf =
		(fields: (answer: { id: number; response: number }) => Record<string, string>): Prepare =>
		async () => {
			const answer = await answered();
			return { params: { id: answer.id }, fields: fields(answer) };
		};
	const copy = { version: '1', title: '水管爆了三天没人修', body: '家里三天没有水了' };
	const draft = { version: '0', round: '1', body: '已安排抢修，明天恢复供水。' };
	const names = { version: '0', nameZh: '新的', nameEn: 'New' };
	const unused = { identifier: '13900000000', challenge: randomUUID(), code: '000000' };
	const withStaff =
		(fields: Record<string, string> = {}): Prepare =>
		async () => ({
			params: { account: await employee() },
			fields
		});

	return {
		'GET /': form(),
		'GET /about/numbers': form(),
		'GET /about/privacy': form(),
		'GET /admin': form(),
		'GET /admin/categories': form(),
		'GET /admin/categories/[key]': form({}, { key: 'other' }),
		'GET /admin/categories/new': form(),
		'GET /admin/departments': form(),
		'GET /admin/departments/[key]': form({}, { key: 'water' }),
		'GET /admin/departments/new': form(),
		'GET /admin/notice': form(),
		'GET /admin/regions': form(),
		'GET /admin/regions/[id]': form({}, { id: county }),
		'GET /admin/regions/new': form(),
		'GET /admin/routing': form(),
		'GET /admin/staff': form(),
		'GET /admin/staff/[account]': withStaff(),
		'GET /admin/staff/invite': form(),
		'GET /api/similar': form(),
		'GET /commission': form(),
		'GET /commission/issues/[id=number]': ofIssue(assigned),
		'GET /commission/overdue.csv': form(),
		'GET /commission/scores': form(),
		'GET /departments': form(),
		'GET /departments/[key]': form({}, { key: 'water' }),
		'GET /desk': form(),
		'GET /desk/[id=number]': ofIssue(assigned),
		'GET /feeds/answers.atom': form(),
		'GET /feeds/issues.atom': form(),
		'GET /healthz': form(),
		'GET /intake': form(),
		'GET /intake/[id=number]/texts': ofIssue(published),
		'GET /intake/changed': form(),
		'GET /intake/[id=number]': ofIssue(submitted),
		'GET /invitation/[token]': form({}, { token: 'nobody' }),
		'GET /issues': form(),
		'GET /issues/[id=number]': ofIssue(published),
		'GET /issues/[id=number]/flag': ofIssue(published),
		'GET /issues/[id=number]/pictures/[picture]': picture,
		'GET /issues/[id=number]/rate': answerOf(() => ({})),
		'GET /issues/new': form(),
		'GET /repeats': form(),
		'GET /repeats/[id=number]': async () => ({ params: { id: (await repeated()).group } }),
		'GET /me': form(),
		'GET /me/contact': form(),
		'GET /me/follows': form(),
		'GET /me/issues': form(),
		'GET /me/issues/[id=number]': ofIssue(submitted),
		'GET /me/news': form(),
		'GET /me/password': form(),
		'GET /me/ratings': form(),
		'GET /me/settings': form(),
		'GET /me/votes': form(),
		'GET /outbox': form(),
		'GET /results': form(),
		'GET /results/figures.csv': form(),
		'GET /results/published/[id=number]': async () => ({ params: { id: await publication() } }),
		'GET /results/published/[id=number]/scores.json': async () => ({ params: { id: await publication() } }),
		'GET /sign-in': form(),
		'GET /sign-in/staff': form(),
		'GET /sign-out': form(),

		'POST /admin/categories/[key] ?/default': async () => ({
			params: { key: 'other' },
			fields: {
				key: 'other',
				position: '13',
				...names,
				version: String(await versionOf('categories', 'other'))
			}
		}),
		'POST /admin/categories/new ?/default': async () => ({
			fields: { key: `new_${next()}`, position: String(100 + next()), ...names }
		}),
		'POST /admin/departments/[key] ?/default': async () => ({
			params: { key: 'water' },
			fields: {
				key: 'water',
				region: String(county),
				...names,
				isActive: 'on',
				version: String(await versionOf('departments', 'water'))
			}
		}),
		'POST /admin/departments/new ?/default': async () => ({
			fields: { key: `new_${next()}`, region: String(county), ...names }
		}),
		'POST /admin/notice ?/save': async () => ({
			fields: {
				textZh: '节假日办理顺延',
				textEn: 'Answers come after the holidays',
				shownUntil: '',
				version: String(await noticeVersion(sql))
			}
		}),
		'POST /admin/notice ?/take_down': async () => ({ fields: { version: String(await noticeVersion(sql)) } }),
		'POST /admin/regions/[id] ?/default': async () => ({
			params: { id: county },
			fields: {
				key: 'county',
				level: '3',
				...names,
				isActive: 'on',
				version: String(await versionOf('regions', 'county'))
			}
		}),
		'POST /admin/regions/new ?/default': async () => ({
			fields: { key: `new_${next()}`, parent: String(county), level: '5', ...names }
		}),
		'POST /admin/routing ?/train': form(),
		'POST /admin/staff ?/revoke': async () => {
			const [row] = await sql<{ id: number }[]>`
				with invited as (
					insert into private.invitations (token_hash, mail_hash, mail, staff_name, expires_at)
					values (encode(sha256(${randomUUID()}::text::bytea), 'hex'), encode(sha256(${randomUUID()}::text::bytea), 'hex'), 'x', '新人',
						now() + interval '1 day') returning id
				)
				insert into private.invitation_roles (invitation_id, role, region_id)
				select id, 'collector', ${county} from invited returning invitation_id::int as id`;
			return { fields: { invitation: String(row?.id) } };
		},
		'POST /admin/staff/[account] ?/disable': withStaff(),
		'POST /admin/staff/[account] ?/enable': withStaff(),
		'POST /admin/staff/[account] ?/grant': withStaff({ role: 'supervisor', place: `region:${county}` }),
		'POST /admin/staff/[account] ?/reset': withStaff(),
		'POST /admin/staff/[account] ?/revoke': async () => {
			const account = await employee();
			const [row] = await sql<
				{ id: string }[]
			>`select id from public.role_grants where account_id = ${account}`;
			return { params: { account }, fields: { grant: String(row?.id) } };
		},
		'POST /admin/staff/invite ?/default': async () => ({
			fields: { mail: `new${next()}@example.org`, name: '新人', role: 'collector', place: `region:${county}` }
		}),
		'POST /commission/issues/[id=number] ?/reopen': answerOf(() => ({ reason: '答复没有说到问题' })),
		'POST /commission/scores ?/publish': async () => {
			// Thousands of periods that nobody has published yet, all of them past and none over five years.
			const monthOf = (n: number) => `${2000 + Math.floor(n / 12)}-${String((n % 12) + 1).padStart(2, '0')}`;
			const nth = next();
			const to = monthOf((nth % 240) + (Math.floor(nth / 240) % 60));
			return { fields: { region: String(county), from: monthOf(nth % 240), to } };
		},
		'POST /desk/[id=number] ?/commit': ofIssue(assigned, {
			measure: '更换水管',
			owner: '张工',
			due_on: '2099-12-31'
		}),
		'POST /desk/[id=number] ?/progress': ofIssue(assigned, { progress: '已经派人去看' }),
		'POST /desk/[id=number] ?/publish': ofIssue(assigned, draft),
		'POST /desk/[id=number] ?/remove': ofIssue(assigned, { ...draft, attachment: randomUUID() }),
		'POST /desk/[id=number] ?/resolve': answerOf(() => ({ resolve_note: '水已经通了' })),
		'POST /desk/[id=number] ?/return': ofIssue(assigned, { return_reason: '不属于水务部门' }),
		'POST /desk/[id=number] ?/revise': answerOf(({ response }) => ({
			response: String(response),
			revision: '1',
			revised_body: '更正：后天上午恢复供水。',
			revision_reason: '时间有误'
		})),
		'POST /desk/[id=number] ?/save': ofIssue(assigned, draft),
		'POST /intake/[id=number] ?/ask': ofIssue(submitted, { question: '请说明具体地点' }),
		'POST /intake/[id=number] ?/assign': ofIssue(published, { lead: 'water' }),
		'POST /intake/[id=number] ?/correct': ofIssue(submitted, copy),
		'POST /intake/[id=number] ?/merge': async () => ({
			params: { id: await published() },
			fields: { remaining: String(await published()), merge_reason: '说的是同一件事' }
		}),
		'POST /intake/[id=number] ?/original': ofIssue(submitted),
		'POST /intake/[id=number] ?/publish': ofIssue(submitted, {
			...copy,
			region: String(world.regions.town),
			category: 'other'
		}),
		'POST /intake/[id=number] ?/reject': ofIssue(submitted, { reason: 'unclear' }),
		'POST /intake/[id=number] ?/unmerge': ofIssue(merged, { merge_reason: '其实是两件事' }),
		'POST /intake/[id=number]/claim': ofIssue(submitted, { act: 'take_over' }),
		'POST /intake/[id=number]/texts ?/hide': async () => {
			const id = await published();
			return { params: { id }, fields: { part: 'issue', id: String(id), passage: '三天', reason: 'untrue' } };
		},
		'POST /intake/[id=number]/texts ?/leave': async () => {
			const { id, flag } = await flagged();
			const fields = { part: 'issue', id: String(id), seen: String(flag), note: '与事实相符，保留' };
			return { params: { id }, fields };
		},
		'POST /intake/[id=number]/texts ?/look': async () => {
			const { id, redaction } = await redacted();
			return { params: { id }, fields: { redaction: String(redaction) } };
		},
		'POST /intake/[id=number]/texts ?/original': async () => {
			const id = await published();
			return { params: { id }, fields: { part: 'issue', id: String(id) } };
		},
		'POST /intake/[id=number]/texts ?/show': async () => {
			const { id, redaction } = await redacted();
			return { params: { id }, fields: { redaction: String(redaction) } };
		},
		'POST /intake/[id=number] ?/transfer': ofIssue(submitted, { destination: 'court' }),
		'POST /intake/changed ?/seen': async () => ({
			fields: { response: String(await revised()), revision: '2' }
		}),
		'POST /invitation/[token] ?/default': form(
			{ name: '新人', password: 'a long pass phrase', repeated: 'a long pass phrase', code: '000000' },
			{ token: 'nobody' }
		),
		'POST /issues/[id=number] ?/follow': ofIssue(published),
		'POST /issues/[id=number]/flag ?/default': async () => {
			await sql`delete from private.attempts where scope like 'flag%'`;
			return { params: { id: await published() }, fields: { reason: 'abuse' } };
		},
		'POST /issues/[id=number] ?/rate': answerOf(({ response }) => ({
			response: String(response),
			revision: '1',
			satisfaction: '4'
		})),
		'POST /issues/[id=number] ?/unfollow': ofIssue(published),
		'POST /issues/[id=number] ?/vote': ofIssue(published),
		'POST /issues/[id=number] ?/withdrawVote': ofIssue(published),
		'POST /issues/new ?/default': async () => {
			await forgetTheDay();
			return {
				fields: {
					submission_key: randomUUID(),
					region: String(county),
					category: 'other',
					title: '路灯坏了一个月',
					body: '晚上看不见路',
					consent: 'on',
					channel: 'hotline'
				}
			};
		},
		'POST /issues/new/similar': form({ title: '路灯坏了一个月', text: '晚上看不见路', region: '' }),
		'POST /me/contact ?/change': form(unused),
		'POST /me/contact ?/confirm': form({ ...unused, kind: 'phone' }),
		'POST /me/contact ?/request': form({ kind: 'phone' }),
		'POST /me/contact ?/send': async () => ({
			fields: { identifier: `139${String(next()).padStart(8, '0')}` }
		}),
		'POST /me/follows ?/unfollow': async () => ({ fields: { issue: String(await published()) } }),
		'POST /me/issues/[id=number] ?/appeal': ofIssue(rejected, { reason: '这是公共事务' }),
		'POST /me/issues/[id=number] ?/complete': ofIssue(asked, { title: copy.title, body: copy.body }),
		'POST /me/issues/[id=number] ?/pictures': ofIssue(submitted, { pictures: onePicture }),
		'POST /me/issues/[id=number] ?/withdraw': ofIssue(submitted, { sure: 'on' }),
		'POST /me/news ?/seen': form(),
		'POST /me/password ?/default': form({
			present: 'not this one',
			password: 'a long pass phrase',
			repeated: 'a long pass phrase',
			code: '000000'
		}),
		'POST /me/settings ?/end': form({ session: '0'.repeat(64) }),
		'POST /me/settings ?/save': form({ display: 'anonymous', locale: 'zh-CN' }),
		'POST /repeats ?/confirm': async () => {
			// One issue is too few: a request here has no field twice.
			const [cluster = 0] = await suggested();
			return { fields: { cluster: String(cluster), issues: String(cluster), category: 'other' } };
		},
		'POST /repeats ?/dismiss': async () => ({ fields: { cluster: String((await suggested())[0]) } }),
		'POST /repeats/[id=number] ?/add': async () => ({
			params: { id: (await repeated()).group },
			fields: { added: String(await published()) }
		}),
		'POST /repeats/[id=number] ?/edit': async () => ({
			params: { id: (await repeated()).group },
			fields: { version: '2', category: 'other' }
		}),
		'POST /repeats/[id=number] ?/remove': async () => {
			const { group, issues } = await repeated();
			return { params: { id: group }, fields: { issue: String(issues[0]) } };
		},
		'POST /preferences': form({ theme: 'dark', back: '/' }),
		'POST /results/published/[id=number] ?/correct': async () => ({
			params: { id: await publication() },
			fields: { note: '两件诉求的部门有误' }
		}),
		'POST /sign-in ?/code': async () => ({
			fields: { identifier: `138${String(next()).padStart(8, '0')}`, consent: 'on' }
		}),
		'POST /sign-in ?/verify': form(unused),
		'POST /sign-in/staff ?/password': form({ mail: 'nobody@example.org', password: 'wrong' }),
		'POST /sign-in/staff ?/totp': form({ challenge: 'x', code: '000000' }),
		'POST /sign-out ?/everywhere': form(),
		'POST /sign-out ?/here': form()
	};
}

async function noticeVersion(sql: TestStack['sql']): Promise<number> {
	const [row] = await sql<{ version: number }[]>`select version from public.operator_notice`;
	return row?.version ?? 0;
}
