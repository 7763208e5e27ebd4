import postgres from 'postgres';
import { demoResidents, demoStaff } from '../../src/lib/accounts/demo.ts';
import { trainModels } from '../../src/lib/routing/training.server.ts';
import { Actors } from './acting.ts';
import { tellImported, tellRefused } from './apart.ts';
import { Chronicle, day } from './chronicle.ts';
import { letters } from './data/index.ts';
import type { Letter } from './data/letter.ts';
import { refused, type RefusedLetter } from './data/refused.ts';
import { tellFlags } from './flags.ts';
import { tellPublic } from './loop.ts';
import { settle, type People } from './people.ts';
import { makeRandom } from './random.ts';
import { tellRepeats } from './repeats.ts';

/** Who can be tried out; printed by `npm start` and listed on the sign-in page. */
export const demoAccounts = [
	...demoResidents.map((person) => ({ role: 'resident', name: person.name, signIn: person.phone })),
	...demoStaff.map((person) => ({ role: person.role, name: person.name, signIn: person.mail }))
];

const months = 14;

/**
 * Fills an empty portal with the demo town: fourteen months up to today, every act done through the portal's own
 * functions by the account that would do it, at the moment it would, so that every rule held. The same at every run
 * of a day, but for identifiers.
 */
export async function seed({ log }: { log: (line: string) => void }): Promise<void> {
	const sql = postgres(process.env.DATABASE_URL ?? '', { max: 1, onnotice: () => {} });
	try {
		await sql`set synchronous_commit = off`;
		const now = new Date();
		const actors = new Actors(sql);
		await actors.stopClock(new Date(now.getTime() - (months * 30.4 + 5) * day));
		const people = await settle(sql);
		const story = tell(actors, people, now);
		story.steps.sort((a, b) => a.at.getTime() - b.at.getTime());
		for (const step of story.steps) {
			actors.travelTo(step.at);
			await step.act();
		}
		await actors.backToNow();
		await sql`select private.refresh_search_words()`;
		await trainModels((statement, values) => sql.unsafe(statement, values));
		await sql`select private.finish_import()`;
		const [count] = await sql<{ issues: number; votes: number; ratings: number }[]>`
			select (select count(*)::int from public.issues) as issues,
				(select count(*)::int from private.votes where state = 'active') as votes,
				(select count(*)::int from public.ratings) as ratings`;
		log(`The demo town has ${count?.issues} issues, ${count?.votes} votes and ${count?.ratings} ratings.`);
	} finally {
		await sql.end();
	}
}

function tell(actors: Actors, people: People, now: Date): Chronicle {
	const random = makeRandom(20261123);
	const story = new Chronicle(actors, people, random, now);
	const answered = random.some(
		letters.filter((letter) => letter.answer),
		letters.length
	);
	const brought = answered
		.filter((letter) => letter.category === 'other' && !letter.again && !letter.commitment)
		.slice(0, 8);
	for (const [i, letter] of brought.entries()) {
		const [channel, source, prefix] =
			i % 2 === 0 ? ['hotline', '霁川市12345热线', 'R'] : ['message_board', '霁川市网上留言板', 'L'];
		const id = `${prefix}-${String(i + 1).padStart(5, '0')}`;
		tellImported(story, letter, { channel, source, id, daysAgo: random.between(60, 400) });
	}
	const own = answered.filter((letter) => !brought.includes(letter));
	const toldDaysAgo = (i: number) => Math.round(months * 30 - 4 - (i * (months * 30 - 30)) / own.length);
	for (const [i, letter] of own.entries()) tellPublic(story, letter, toldDaysAgo(i), i);
	const open = letters.filter((letter) => !letter.answer);
	for (const [i, letter] of open.entries()) {
		tellPublic(story, letter, 2 + Math.round(58 * (i / open.length) ** 1.5), i);
	}
	for (const [i, letter] of refused.entries()) {
		tellRefused(story, letter, refusedDaysAgo(letter, i, own, toldDaysAgo));
	}
	tellRepeats(story);
	tellFlags(story);
	publishScores(story, actors, people, now);
	story.steps.push({
		at: new Date(now.getTime() - 6 * day),
		act: async () => {
			for (const resident of people.residents) await actors.call(resident, 'see_news');
		}
	});
	return story;
}

/** What is merged came a little after what it is merged into. */
function refusedDaysAgo(
	letter: RefusedLetter,
	i: number,
	own: Letter[],
	toldDaysAgo: (i: number) => number
): number {
	if (letter.fate === 'merged') return toldDaysAgo(own.findIndex((other) => other.title === letter.into)) - 5;
	return letter.fate === 'submitted' ? 1 + i * 3 : 8 + i * 11;
}

/** Two half-years of scores, each published sixteen days after its end; the first was corrected. */
function publishScores(story: Chronicle, actors: Actors, people: People, now: Date): void {
	const county = people.regionIds.get('wangxi') ?? 0;
	const month = (back: number) => new Date(Date.UTC(now.getFullYear(), now.getMonth() - back, 1));
	const text = (date: Date) => date.toISOString().slice(0, 10);
	for (const [i, last] of [8, 2].entries()) {
		const at = new Date(month(last - 1).getTime() + 16 * day);
		const note =
			i === 0
				? '本期为首次发布。评价由诉求人和答复公布时的附议人作出。'
				: '本期答复率稳步提高，未按期答复的事项已逐件列入督办。';
		story.steps.push({
			at,
			act: () =>
				actors.call(
					people.commission,
					'publish_scores',
					county,
					text(month(last + 5)),
					text(month(last)),
					note
				)
		});
		if (i > 0) continue;
		story.steps.push({
			at: new Date(at.getTime() + 21 * day),
			act: () =>
				actors.call(people.commission, 'correct_scores', 1, '有两件诉求的承办部门登记有误，更正后重新计算。')
		});
	}
}
