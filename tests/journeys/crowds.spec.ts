import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { openPortal } from '../support/portal.ts';
import { pressVote, signInAll } from '../support/voters.ts';
import { buildWorld, callAs } from '../support/world.ts';

const portal = await openPortal({ town: 'empty', worker: false });
const world = await buildWorld(portal);
const { sql, url } = portal;

const read = (path: string, headers: Record<string, string> = {}) => fetch(url + path, { headers });
const newVoter = async () => {
	const [voter = { account: '', cookie: '' }] = await signInAll(sql, [await world.resident()]);
	return voter;
};
const votesOf = async (issue: number) => {
	const [row] = await sql<
		{ votes: number }[]
	>`select votes from public.issue_counters where issue_id = ${issue}`;
	return row?.votes;
};

describe('public pages, for visitors who are not signed in', () => {
	it('are rendered once for many, and told apart by their tag', async () => {
		const { id } = await world.publishedIssue();
		const answers = await Promise.all(Array.from({ length: 20 }, () => read(`/issues/${id}`)));
		const texts = await Promise.all(answers.map((answer) => answer.text()));
		// The nonce of the one rendering stands in every copy.
		expect(new Set(texts).size).toBe(1);
		const tag = answers[0]?.headers.get('etag') ?? '';
		const again = await read(`/issues/${id}`, { 'if-none-match': tag });
		expect(again.status).toBe(304);
		expect(again.headers.get('content-security-policy')).toBe(
			answers[0]?.headers.get('content-security-policy')
		);
		expect((await read(`/issues/${id}`, { 'accept-encoding': 'identity' })).headers.get('vary')).toBe(
			'accept-encoding, cookie'
		);
	});

	it('that have aged are answered at once, and rendered anew behind the answer', async () => {
		const { id } = await world.publishedIssue();
		const resident = await newVoter();
		const first = await (await read(`/issues/${id}`)).text();
		await world.vote(id, await world.residents(7));
		await sleep(2_200);
		const tag = (await read(`/issues/${id}`)).headers.get('etag') ?? '';
		expect(first).toContain('</html>');
		await expect
			.poll(async () => (await read(`/issues/${id}`)).headers.get('etag'), { timeout: 1_500 })
			.not.toBe(tag);
		// Whoever comes by may set it off: with a tag of their own, or signed in to a page that others share.
		const passersBy: Record<string, string>[] = [{ 'if-none-match': tag }, { cookie: resident.cookie }];
		for (const headers of passersBy) {
			await sleep(2_200);
			await (await read('/issues', headers)).text();
			await sleep(300);
			const page = await (await read('/issues')).text();
			expect(page).toContain('</html>');
			expect(page).not.toContain('href="/me"');
		}
	});

	it('are whole after somebody asked for their head alone', async () => {
		const { id } = await world.publishedIssue();
		const head = await fetch(`${url}/issues/${id}`, { method: 'HEAD' });
		expect(head.status).toBe(200);
		expect(await (await read(`/issues/${id}`)).text()).toContain('</html>');
	});

	it('hold nothing of somebody who is signed in, who never gets them', async () => {
		const { id } = await world.publishedIssue();
		const voter = await newVoter();
		await pressVote(url, voter, id, 'vote');
		const own = await (await read(`/issues/${id}`, { cookie: voter.cookie })).text();
		const visitors = await (await read(`/issues/${id}`)).text();
		const ownAgain = await (await read(`/issues/${id}`, { cookie: voter.cookie })).text();
		expect(own).toContain('?/withdrawVote');
		expect(visitors).not.toContain('?/withdrawVote');
		expect(visitors).not.toContain('href="/me"');
		expect(ownAgain).toContain('?/withdrawVote');
	});

	it('follow a choice of colours and language, each its own', async () => {
		const { id } = await world.publishedIssue();
		const [plain, dark, english] = await Promise.all([
			read(`/issues/${id}`).then((answer) => answer.text()),
			read(`/issues/${id}`, { cookie: 'theme=dark' }).then((answer) => answer.text()),
			read(`/en/issues/${id}`).then((answer) => answer.text())
		]);
		expect(plain).toContain('lang="zh-CN"');
		expect(dark).toMatch(/<html[^>]*dark/);
		expect(plain).not.toMatch(/<html[^>]*dark/);
		expect(english).toContain('lang="en"');
	});

	it('change at once with a status, and within ten seconds with a vote', async () => {
		const { id, author } = await world.publishedIssue();
		const shown = async () => />(\d+)<\/span> /.exec(await (await read(`/issues/${id}`)).text())?.[1];
		expect(await shown()).toBe('0');
		await pressVote(url, await newVoter(), id, 'vote');
		const deadline = Date.now() + 10_000;
		while ((await shown()) !== '1') {
			expect(Date.now()).toBeLessThan(deadline);
			await sleep(100);
		}
		const [writer] = await signInAll(sql, [author]);
		const withdrawn = await fetch(`${url}/me/issues/${id}?/withdraw`, {
			method: 'POST',
			headers: {
				origin: url,
				accept: 'text/html',
				cookie: writer?.cookie ?? '',
				'content-type': 'application/x-www-form-urlencoded'
			},
			body: 'sure=on',
			redirect: 'manual'
		});
		expect(withdrawn.status).toBe(303);
		expect((await read(`/issues/${id}`)).status).toBe(404);
	});
});

describe('shared pages, for residents who are signed in', () => {
	const personal = (html: string) =>
		[...html.matchAll(/data-personal="([^"]+)"[^>]*>([^]*?)<\/(?:li|span)>/g)].map(
			([, name = '', text = '']) => [name, text.replace(/<[^>]*>/g, '').trim()] as const
		);

	/** Where the first of two texts ceases to be the second. */
	const whereDifferent = (one: string, other: string): string | null => {
		if (one === other) return null;
		let at = 0;
		while (one[at] === other[at]) at++;
		return `${one.slice(at, at + 200)} – ${other.slice(at, at + 200)}`;
	};

	it('carry their own marks and news, and no one else’s', async () => {
		const { id } = await world.publishedIssue();
		const [supporter, other] = [await newVoter(), await newVoter()];
		await pressVote(url, supporter, id, 'vote');
		const pages = await Promise.all(
			[supporter.cookie, other.cookie, ''].map((cookie) => read('/issues', cookie ? { cookie } : {}))
		);
		const parts = await Promise.all(pages.map(async (page) => new Map(personal(await page.text()))));
		expect(parts.map((map) => map.get(`vote-${id}`))).toEqual(['您已附议', '', '']);
		expect(parts.map((map) => map.get('account'))).toEqual(['我的', '我的', '登录']);
		expect(pages.map(({ headers }) => headers.has('etag'))).toEqual([false, false, true]);
		expect(pages[0]?.headers.get('cache-control')).toBe('private, no-cache');

		await callAs(sql, supporter.account, (as) => as`select public.follow_issue(${id}, true)`);
		await callAs(
			sql,
			await world.staff('intake_officer'),
			(as) => as`select public.assign_issue(${id}, 'water')`
		);
		const english = new Map(personal(await (await read('/en', { cookie: supporter.cookie })).text()));
		expect(english.get('account')).toMatch(/1/);
	});

	it('are what SvelteKit renders for them alone', async () => {
		const { id } = await world.publishedIssue();
		const supporter = await newVoter();
		await pressVote(url, supporter, id, 'vote');
		for (const path of ['/issues', '/en/departments', '/', '/issues?sort=most_supported']) {
			// An address of this length is none of the crowd's, and so is not kept.
			const alone = `${path}${path.includes('?') ? '&' : '?'}x=${'x'.repeat(600)}`;
			const text = async (address: string) =>
				(await (await read(address, { cookie: supporter.cookie })).text())
					.replaceAll(/nonce="[^"]*"/g, '')
					.replaceAll(/[?&](amp;)?x=x{600}/g, '')
					.replaceAll(/<!--[^]*?-->/g, '');
			// What was done just before may take two seconds to reach either.
			await expect
				.poll(async () => whereDifferent(await text(path), await text(alone)), {
					timeout: 10_000,
					interval: 250
				})
				.toBeNull();
		}
	});

	it('are a visitor’s once the session is over, and keep the desks of staff', async () => {
		const voter = await newVoter();
		expect(await (await read('/issues', { cookie: voter.cookie })).text()).toContain('href="/me"');
		await callAs(sql, 'service', (as) => as`select public.close_sessions(${voter.account})`);
		expect(await (await read('/issues', { cookie: voter.cookie })).text()).not.toContain('href="/me"');
		const [officer] = await signInAll(sql, [await world.staff('officer')]);
		expect(await (await read('/issues', { cookie: officer?.cookie ?? '' })).text()).toContain('href="/desk"');
	});
});

describe('a vote', () => {
	it('is one, pressed 64 times at once', async () => {
		const { id } = await world.publishedIssue();
		const voter = await newVoter();
		const replies = await Promise.all(Array.from({ length: 64 }, () => pressVote(url, voter, id, 'vote')));
		expect(replies.filter(({ outcome }) => outcome === 'counted')).toHaveLength(1);
		expect(replies.filter(({ outcome }) => outcome === 'already_counted')).toHaveLength(63);
		expect(await votesOf(id)).toBe(1);
	});

	it('of a session that was ended counts no more, and leads to signing in', async () => {
		const { id } = await world.publishedIssue();
		const voter = await newVoter();
		expect(await pressVote(url, voter, id, 'vote')).toEqual({ status: 200, outcome: 'counted' });
		await callAs(sql, 'service', (as) => as`select public.close_sessions(${voter.account})`);
		expect(await pressVote(url, voter, id, 'withdrawVote')).toEqual({ status: 303, outcome: null });
		expect(await votesOf(id)).toBe(1);
	});

	it.each([
		['from a page of another site', { origin: 'https://elsewhere.example' }, 403],
		['without saying from where', { origin: '' }, 403]
	])('%s is refused', async (_, headers, status) => {
		const { id } = await world.publishedIssue();
		const { cookie } = await newVoter();
		const answer = await fetch(`${url}/issues/${id}?/vote`, {
			method: 'POST',
			headers: {
				cookie,
				'x-sveltekit-action': 'true',
				'content-type': 'application/x-www-form-urlencoded',
				...headers
			}
		});
		expect(answer.status).toBe(status);
		expect(await votesOf(id)).toBe(0);
	});

	it.each([
		['/en', 'This is your own issue'],
		['', '这是您自己提出的诉求']
	])('for one’s own issue is refused with a sentence (%s)', async (language, sentence) => {
		const { id, author } = await world.publishedIssue();
		const [writer = { account: '', cookie: '' }] = await signInAll(sql, [author]);
		const answer = await fetch(`${url}${language}/issues/${id}?/vote`, {
			method: 'POST',
			headers: { origin: url, cookie: writer.cookie, 'x-sveltekit-action': 'true' }
		});
		const said: unknown = await answer.json();
		expect(said).toMatchObject({ type: 'failure', status: 409 });
		expect(JSON.stringify(said)).toContain(sentence);
	});

	it('by staff or on an unknown issue is refused', async () => {
		const { id } = await world.publishedIssue();
		const [officer = { account: '', cookie: '' }] = await signInAll(sql, [await world.staff('officer')]);
		expect(await pressVote(url, officer, id, 'vote')).toEqual({ status: 403, outcome: null });
		expect(await pressVote(url, officer, id, 'withdrawVote')).toEqual({ status: 403, outcome: null });
		expect(await pressVote(url, await newVoter(), 999_999, 'vote')).toEqual({ status: 409, outcome: null });
	});
});
