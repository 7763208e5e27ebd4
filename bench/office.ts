import { createHash, randomBytes } from 'node:crypto';
import type postgres from 'postgres';
import type { BenchPortal } from './stack.ts';

/** Told of everything public that an act has just put on a page. */
interface Published {
	add(path: string, text: string): void;
}

export interface Office {
	/** Some of the issues that departments report on: these are read much. */
	hot: number[];
	/** The next act: an issue is published, assigned, reported on and answered once, and texts are saved six times meanwhile. */
	act(url: string, sights: Published): Promise<void>;
}

const day = [...'dpddadrddnpddadrddnd'];

/** Staff who are signed in, and so much work as they get through. */
export async function prepareOffice({ sql }: BenchPortal, actsInAll: number): Promise<Office> {
	const departments = 12;
	const intake = await signInStaff(sql, [['intake_officer', null]]);
	const staff = await Promise.all(
		Array.from({ length: departments }, (_, d) =>
			signInStaff(sql, [
				['officer', `d${d + 1}`],
				['department_lead', `d${d + 1}`]
			])
		)
	);
	const categories = (await sql<{ key: string }[]>`select key from public.categories order by key`).map(
		({ key }) => key
	);
	let made = 0;
	async function submitted(): Promise<Work> {
		const n = made++;
		const region = 1100 + ((n * 37) % 1_000);
		const category = categories[n % categories.length] ?? 'other';
		const title = `测量用的诉求之${n}`;
		const author = createHash('md5')
			.update(`account${1 + n}`)
			.digest('hex');
		const id = await as(sql, author, async (transaction) => {
			const [row] = await transaction<{ id: string }[]>`select public.submit_issue(
				title => ${title}, body => '此件只为测速。', title_original => ${title}, body_original => '此件只为测速。',
				mask_version => 1, tokens => '{}', tokenizer_version => 1, region => ${region}, category => ${category},
				submission_key => gen_random_uuid()) as id`;
			return Number(row?.id);
		});
		return { id, title, region, category, unit: n % departments };
	}
	async function published(): Promise<Work> {
		const work = await submitted();
		await as(sql, intake.account, (transaction) => transaction`select public.publish_issue(${work.id}, 1)`);
		return work;
	}
	async function assigned(): Promise<Work> {
		const work = await published();
		const lead = `d${work.unit + 1}`;
		await as(
			sql,
			intake.account,
			(transaction) => transaction`select public.assign_issue(${work.id}, ${lead})`
		);
		return work;
	}
	const several = async (count: number, make: () => Promise<Work>) => {
		const all: Work[] = [];
		for (let n = 0; n < count; n++) all.push(await make());
		return all;
	};
	const acts = (letter: string) => day.filter((one) => one === letter).length;
	const ofAct = (letter: string) => Math.ceil((acts(letter) / day.length) * actsInAll) + 1;
	const queues = {
		p: await several(ofAct('p'), submitted),
		a: await several(ofAct('a'), published),
		r: await several(ofAct('r'), assigned),
		d: await several(ofAct('d'), assigned),
		n: await several(36, assigned)
	};
	let turn = 0;

	const ways: Record<string, (url: string, sights: Published, n: number) => Promise<void>> = {
		async p(url, sights) {
			const work = take(queues.p);
			const { id, title, region, category } = work;
			const fields = { version: '1', title, body: '此件只为测速。', region: `${region}`, category };
			await post(url, `/intake/${id}?/publish`, intake.cookie, fields);
			sights.add('/issues', title);
		},
		async a(url) {
			const { id, unit } = take(queues.a);
			await post(url, `/intake/${id}?/assign`, intake.cookie, { lead: `d${unit + 1}` });
		},
		async r(url, sights) {
			const { id, title, unit } = take(queues.r);
			const body = '已安排人员到现场处理，一周内回访。';
			const fields = { version: '0', round: '1', body, says_resolved: 'no' };
			await post(url, `/desk/${id}?/publish`, staff[unit]?.cookie ?? '', fields);
			sights.add('/issues?sort=newly_answered', title);
		},
		async d(url) {
			const { id, unit } = take(queues.d);
			const fields = { version: '0', round: '1', body: '正在核实情况。' };
			await post(url, `/desk/${id}?/save`, staff[unit]?.cookie ?? '', fields);
		},
		async n(url, sights, n) {
			const { id, unit } = queues.n[n % queues.n.length] ?? take([]);
			const progress = `进展之${randomBytes(6).toString('hex')}`;
			await post(url, `/desk/${id}?/progress`, staff[unit]?.cookie ?? '', { progress });
			sights.add(`/issues/${id}`, progress);
		}
	};
	return {
		hot: queues.n.slice(0, 12).map(({ id }) => id),
		async act(url, sights) {
			const n = turn++;
			await ways[day[n % day.length] ?? 'd']?.(url, sights, n);
		}
	};
}

interface Work {
	id: number;
	title: string;
	region: number;
	category: string;
	unit: number;
}

function take(queue: Work[]): Work {
	const work = queue.shift();
	if (!work) throw new Error('The office has run out of work.');
	return work;
}

async function signInStaff(sql: postgres.Sql, roles: [role: string, department: string | null][]) {
	const [row] = await sql<{ id: string }[]>`
		insert into private.accounts (id, kind, staff_name) values (gen_random_uuid(), 'staff', '测速') returning id`;
	const account = row?.id ?? '';
	for (const [role, department] of roles) {
		await sql`insert into public.role_grants (account_id, role, region_id, department_key, valid_from)
			values (${account}, ${role}::public.actor_role, 1, ${department}, '2000-01-01')`;
	}
	const token = randomBytes(20).toString('hex');
	await sql`select private.open_session(${createHash('sha256').update(token).digest('hex')}, ${account}, 'bench')`;
	return { account, cookie: `session=${token}` };
}

async function as<T>(
	sql: postgres.Sql,
	account: string,
	query: (transaction: postgres.TransactionSql) => Promise<T>
): Promise<T> {
	const claims = JSON.stringify({ role: 'authenticated', sub: account });
	const answer = await sql.begin(async (transaction) => {
		await transaction`select set_config('request.jwt.claims', ${claims}, true), set_config('role', 'authenticated', true)`;
		return { value: await query(transaction) };
	});
	return answer.value;
}

/** A form of a staff page, as a browser with JavaScript sends it. */
async function post(
	url: string,
	path: string,
	cookie: string,
	fields: Record<string, string>
): Promise<void> {
	const body = new FormData();
	for (const [name, value] of Object.entries(fields)) body.set(name, value);
	const answer = await fetch(url + path, {
		method: 'POST',
		headers: { origin: url, accept: 'application/json', 'x-sveltekit-action': 'true', cookie },
		body
	});
	const said = await answer.text();
	if (!/"type":"(success|redirect)"/.test(said))
		throw new Error(`${path} was answered ${answer.status} ${said}`);
}
