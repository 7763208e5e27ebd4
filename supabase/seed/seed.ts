import postgres from 'postgres';
import { demoResidents, demoStaff } from '../../src/lib/accounts/demo.ts';
import { Actors } from './acting.ts';
import { letters } from './data/index.ts';
import { refused } from './data/refused.ts';
import { settle, type People } from './people.ts';
import { makeRandom } from './random.ts';
import { day, Storyteller } from './story.ts';

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
		await actors.travelTo(new Date(now.getTime() - (months * 30.4 + 5) * day));
		const people = await settle(sql);
		const story = tell(actors, people, now);
		story.steps.sort((a, b) => a.at.getTime() - b.at.getTime());
		for (const step of story.steps) {
			await actors.travelTo(step.at);
			await step.act();
		}
		await actors.backToNow();
		const [count] = await sql<{ issues: number; votes: number; ratings: number }[]>`
			select (select count(*)::int from public.issues) as issues,
				(select count(*)::int from private.votes where state = 'active') as votes,
				(select count(*)::int from public.ratings) as ratings`;
		log(`The demo town has ${count?.issues} issues, ${count?.votes} votes and ${count?.ratings} ratings.`);
	} finally {
		await sql.end();
	}
}

function tell(actors: Actors, people: People, now: Date): Storyteller {
	const random = makeRandom(20261123);
	const story = new Storyteller(actors, people, random, now);
	const answered = random.some(
		letters.filter((letter) => letter.answer),
		letters.length
	);
	const brought = answered.filter((letter) => letter.category === 'other' && !letter.again).slice(0, 8);
	for (const [i, letter] of brought.entries()) {
		const hotline = i % 2 === 0;
		story.imported(
			letter,
			random.between(60, 400),
			hotline ? 'hotline' : 'message_board',
			hotline ? '霁川市12345热线' : '霁川市网上留言板',
			`${hotline ? 'R' : 'L'}-${2025_0100 + i}`
		);
	}
	const own = answered.filter((letter) => !brought.includes(letter));
	for (const [i, letter] of own.entries()) {
		story.public(letter, Math.round(months * 30 - 4 - (i * (months * 30 - 30)) / own.length), i);
	}
	const open = letters.filter((letter) => !letter.answer);
	for (const [i, letter] of open.entries()) story.public(letter, 3 + Math.round((i * 66) / open.length), i);
	for (const [i, letter] of refused.entries()) {
		const into = own.findIndex((other) => other.title === letter.into);
		const daysAgo =
			letter.fate === 'merged'
				? Math.round(months * 30 - 4 - (into * (months * 30 - 30)) / own.length) - 5
				: letter.fate === 'submitted'
					? 1 + i * 3
					: 8 + i * 11;
		story.refused(letter, daysAgo);
	}
	publishScores(story, actors, people, now);
	return story;
}

/** Two half-years of scores, each published sixteen days after its end; the first was corrected. */
function publishScores(story: Storyteller, actors: Actors, people: People, now: Date): void {
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
