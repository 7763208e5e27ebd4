import { execFileSync } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { somePublic } from '../issues.ts';
import { load } from '../load.ts';
import type { Bench } from '../main.ts';
import type { Figure } from '../report.ts';
import { cookieOfVoter } from '../stack.ts';
import { newIssues, throughHttp } from './votes.ts';

const minute = 60;
/** With nobody there the app collects what it no longer needs. */
const pauseMs = 5_000;
const perSecond = { visitors: 60, residents: 20, votes: 50 };

/** The app's memory after some minutes of readers and voters, beside what it was after the first. */
export async function* memory({ small, minutes }: Bench): AsyncGenerator<Figure> {
	const portal = await small();
	const ids = await somePublic(portal.sql, 2_000);
	const sizes: number[] = [];
	for (let n = 1; n <= minutes; n++) {
		const issues = await newIssues(portal, 100);
		let turn = n * 1_000_000;
		// Most read what is new, and some what is old: what the memory of pages keeps changes all the time.
		const path = () =>
			turn++ % 3 ? `/issues/${ids[turn % ids.length]}` : turn % 2 ? '/issues' : `/issues?page=${turn}`;
		const seconds = minute - pauseMs / 1000;
		const reading = (
			headers: Record<string, string>,
			next: () => { path: string; headers?: Record<string, string> },
			overallRate: number
		) => load({ url: portal.url, connections: 10, seconds, overallRate, headers, next });
		const html = { accept: 'text/html' };
		await Promise.all([
			reading({ ...html, 'accept-encoding': 'gzip, br' }, () => ({ path: path() }), perSecond.visitors),
			reading(
				html,
				() => ({ path: path(), headers: { ...html, cookie: cookieOfVoter(1 + (turn % 5_000)) } }),
				perSecond.residents
			),
			throughHttp(portal, issues, { forSeconds: seconds, perSecond: perSecond.votes })
		]);
		await sleep(pauseMs);
		sizes.push(residentMegabytes(portal.pid));
		console.error(`minute ${n} of ${minutes}: ${sizes.at(-1)} MB`);
	}
	const [first = 0, last = 0] = [sizes[0], sizes.at(-1)];
	yield { figure: 'memory of the app', value: last, unit: 'MB', baseline: first, ratio: last / first, n: 1 };
}

function residentMegabytes(pid: number): number {
	return Math.round(
		Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) / 1024
	);
}
