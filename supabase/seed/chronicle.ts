import { randomUUID } from 'node:crypto';
import type { Actors } from './acting.ts';
import type { Letter } from './data/letter.ts';
import { displeased, pleased } from './data/phrases.ts';
import type { People } from './people.ts';
import type { Random } from './random.ts';

/** One thing that somebody does at a moment. */
export interface Step {
	at: Date;
	act: () => Promise<unknown>;
}

export const day = 86_400_000;
export const hour = 3_600_000;

/** What residents do, planned as steps in time; nothing is done yet. */
export class Chronicle {
	readonly steps: Step[] = [];
	readonly actors: Actors;
	readonly people: People;
	readonly random: Random;
	readonly now: Date;
	private readonly numbers = new Map<string, number>();
	private nextAuthor = 0;

	constructor(actors: Actors, people: People, random: Random, now: Date) {
		this.actors = actors;
		this.people = people;
		this.random = random;
		this.now = now;
	}

	ago(days: number): number {
		return this.now.getTime() - days * day;
	}

	/** Nothing happens in the future: a step that would is left out. */
	plan(at: number, act: () => Promise<unknown>): void {
		if (at < this.now.getTime() - 60_000) this.steps.push({ at: new Date(at), act });
	}

	number(letter: Letter): number {
		return this.numberOf(letter.title);
	}

	numberOf(title: string): number {
		const number = this.numbers.get(title);
		if (number === undefined) throw new Error(`not submitted yet: ${title}`);
		return number;
	}

	/** The accounts of the sign-in page write every eighth letter, so that their own pages have something to show. */
	author(): string {
		const i = this.nextAuthor++;
		return (
			(i % 8 === 0 ? this.people.residents[(i / 8) % 2] : this.random.pick(this.people.residents.slice(3))) ??
			''
		);
	}

	submit(letter: Letter, at: number, author: string, channel = 'web'): void {
		const shown = channel === 'web' && this.random.chance(0.3) ? `${this.people.surname(author)}**` : null;
		const key = randomUUID();
		this.plan(at, async () => {
			const region = this.people.regionIds.get(letter.place);
			if (region === undefined) throw new Error(`no such place: ${letter.place}`);
			this.numbers.set(
				letter.title,
				await this.actors.submit(author, letter, { region, shown, channel, key })
			);
		});
	}

	/** Votes over a time, a withdrawal here and there, and a few who follow; answers who voted. */
	support(letter: Letter, from: number, until: number, count: number, author: string): string[] {
		const voters = this.random.some(
			this.people.residents.filter((r) => r !== author),
			count
		);
		const half = Math.ceil(voters.length / 2);
		const end = Math.min(until, this.now.getTime() - hour);
		if (end <= from) return [];
		for (const [i, part] of [voters.slice(0, half), voters.slice(half)].entries()) {
			if (part.length === 0) continue;
			this.plan(from + ((end - from) * (i + 0.4)) / 2.2, () => this.actors.vote(this.number(letter), part));
		}
		if (voters.length > 12) {
			this.plan(from + (end - from) * 0.95, () =>
				this.actors.withdrawVote(this.number(letter), voters[0] ?? '')
			);
		}
		for (const follower of voters.slice(0, 3)) {
			this.plan(from + (end - from) * 0.9, () =>
				this.actors.call(follower, 'follow_issue', this.number(letter), true)
			);
		}
		return voters;
	}

	/** Some of the voters rate an answer, then the author: what the author says settles the round. */
	rate(letter: Letter, from: number, author: string, voters: string[], good: boolean, comment = ''): void {
		const raters = this.random.some(voters, Math.ceil(voters.length * (0.2 + this.random.next() * 0.3)));
		for (const rater of [...raters, author]) {
			const isAuthor = rater === author;
			const content = isAuthor ? good : this.random.chance(good ? 0.9 : 0.3);
			const remark = this.random.chance(0.07) ? this.random.pick(content ? pleased : displeased) : '';
			const rating = {
				satisfaction: content ? this.random.pick([5, 5, 4, 4, 3]) : this.random.pick([1, 2, 2, 3]),
				solved: !isAuthor && this.random.chance(0.12) ? null : content,
				toThePoint: this.random.chance(0.1) ? null : content || this.random.chance(0.5),
				comment: isAuthor ? comment : remark
			};
			const at = from + (isAuthor ? 9 : 0.5 + this.random.next() * 8) * day;
			this.plan(at, () => this.actors.rate(rater, this.number(letter), rating));
		}
	}
}
