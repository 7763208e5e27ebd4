import { randomUUID } from 'node:crypto';
import { prepareLetter } from '../../src/lib/text/prepare.server.ts';
import type { Actors } from './acting.ts';
import type { Letter } from './data/letter.ts';
import type { RefusedLetter } from './data/refused.ts';
import type { People } from './people.ts';
import type { Random } from './random.ts';

/** One thing that somebody does at a moment. */
export interface Step {
	at: Date;
	act: () => Promise<unknown>;
}

export const day = 86_400_000;

/** Writes what happens to each letter, as steps in time; nothing is done yet. */
export class Storyteller {
	readonly steps: Step[] = [];
	private readonly actors: Actors;
	private readonly people: People;
	private readonly random: Random;
	private readonly now: Date;
	private readonly numbers = new Map<string, number>();
	private nextAuthor = 0;

	constructor(actors: Actors, people: People, random: Random, now: Date) {
		this.actors = actors;
		this.people = people;
		this.random = random;
		this.now = now;
	}

	private ago(days: number): number {
		return this.now.getTime() - days * day;
	}

	/** Nothing happens in the future: a step that would is left out. */
	private plan(at: number, act: () => Promise<unknown>): void {
		if (at < this.now.getTime() - 60_000) this.steps.push({ at: new Date(at), act });
	}

	private number(letter: Letter): number {
		const number = this.numbers.get(letter.title);
		if (number === undefined) throw new Error(`not submitted yet: ${letter.title}`);
		return number;
	}

	/** The accounts of the sign-in page write every eighth letter, so that their own pages have something to show. */
	private author(): string {
		const i = this.nextAuthor++;
		return (
			(i % 8 === 0 ? this.people.residents[(i / 8) % 2] : this.random.pick(this.people.residents.slice(3))) ??
			''
		);
	}

	private submit(letter: Letter, at: number, author: string, channel = 'web'): void {
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

	private voices(letter: Letter, from: number, until: number, count: number, author: string): string[] {
		const voters = this.random.some(
			this.people.residents.filter((r) => r !== author),
			count
		);
		const half = Math.ceil(voters.length / 2);
		const end = Math.min(until, this.now.getTime() - 3_600_000);
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

	private ratings(letter: Letter, from: number, author: string, voters: string[], good: boolean): void {
		const raters = this.random.some(voters, Math.ceil(voters.length * (0.2 + this.random.next() * 0.3)));
		for (const [i, rater] of [...raters, author].entries()) {
			const isAuthor = rater === author;
			const content = isAuthor ? good : this.random.chance(good ? 0.9 : 0.3);
			const rating = {
				satisfaction: content ? this.random.pick([5, 5, 4, 4, 3]) : this.random.pick([1, 2, 2, 3]),
				solved: !isAuthor && this.random.chance(0.12) ? null : content,
				toThePoint: this.random.chance(0.1) ? null : content || this.random.chance(0.5),
				comment: isAuthor || i === 0 ? (letter.comment ?? '') : ''
			};
			// The author speaks last: what the author says settles the round.
			const at = from + (isAuthor ? 9 : 0.5 + this.random.next() * 8) * day;
			this.plan(at, () =>
				this.actors.rate(rater, this.number(letter), { ...rating, comment: isAuthor ? rating.comment : '' })
			);
		}
	}

	private answer(letter: Letter, at: number, body: string, resolved: boolean): void {
		const officer = this.people.officers.get(letter.department) ?? '';
		const lead = this.people.leads.get(letter.department) ?? '';
		this.plan(at, () => this.actors.answer(officer, lead, this.number(letter), body, resolved));
		const promise = letter.commitment;
		if (promise && !resolved) {
			const due = new Date(at + promise[2] * day).toISOString().slice(0, 10);
			this.plan(at + 60_000, () =>
				this.actors.commit(officer, this.number(letter), promise[0], promise[1], due)
			);
		}
	}

	private toDepartment(letter: Letter, at: number): void {
		const partner = letter.category === 'land' && letter.department === 'housing' ? ['agriculture'] : [];
		this.plan(at, () =>
			this.actors.call(this.people.intake, 'assign_issue', this.number(letter), letter.department, partner)
		);
	}

	/** The whole loop, as far as the letter's texts and its age let it go. */
	public(letter: Letter, daysAgo: number, index: number): void {
		const told = this.ago(daysAgo) + this.random.between(0, 12) * 3_600_000;
		const collected = index % 17 === 5;
		const author = collected ? this.people.collector : this.author();
		this.submit(letter, told, author, collected ? 'home_visit' : 'web');
		const published = told + (0.3 + this.random.next() * 3) * day;
		this.plan(published, () => this.actors.publish(this.people.intake, this.number(letter)));
		// A few are felt by many, most by some.
		const support = index % 9 === 2 ? this.random.between(55, 105) : this.random.between(3, 34);
		if (!letter.answer) {
			this.voices(letter, published, this.now.getTime(), support, author);
			this.waiting(letter, published, index);
			return;
		}
		const assigned = published + (0.5 + this.random.next() * 2) * day;
		if (index % 13 === 4) this.sentBack(letter, assigned);
		else this.toDepartment(letter, assigned);
		const days = index % 7 === 3 ? this.random.between(32, 44) : this.random.between(4, 27);
		const answered = assigned + (index % 13 === 4 ? 3 * day : 0) + days * day;
		const voters = this.voices(letter, published, answered, support, author);
		const resolved = !letter.commitment && index % 3 !== 0;
		this.answer(letter, answered, letter.answer, resolved);
		if (letter.again) this.secondRound(letter, answered, author, voters, index);
		else this.afterAnswer(letter, answered, author, voters, resolved, index);
	}

	private waiting(letter: Letter, published: number, index: number): void {
		if (index % 3 === 0) return;
		const assigned = published + this.random.between(1, 3) * day;
		this.toDepartment(letter, assigned);
		if (index % 3 === 2) {
			const officer = this.people.officers.get(letter.department) ?? '';
			this.plan(assigned + 4 * day, () =>
				this.actors.call(
					officer,
					'report_progress',
					this.number(letter),
					'已派人到现场了解情况，正在会同镇街商定办理意见。'
				)
			);
		}
	}

	private sentBack(letter: Letter, at: number): void {
		const wrong = letter.department === 'transport' ? 'housing' : 'transport';
		this.plan(at, () => this.actors.call(this.people.intake, 'assign_issue', this.number(letter), wrong, []));
		this.plan(at + day, () =>
			this.actors.call(
				this.people.officers.get(wrong) ?? '',
				'return_issue',
				this.number(letter),
				'经核对职责清单，该事项不属我局管理范围，建议改交主管部门。'
			)
		);
		this.toDepartment(letter, at + 2 * day);
	}

	private afterAnswer(
		letter: Letter,
		answered: number,
		author: string,
		voters: string[],
		resolved: boolean,
		index: number
	): void {
		const disputed = index % 10 === 7 && answered > this.ago(90);
		this.ratings(letter, answered, author, voters, !disputed);
		if (resolved || disputed) return;
		const officer = this.people.officers.get(letter.department) ?? '';
		const lead = this.people.leads.get(letter.department) ?? '';
		// Residents may have reopened it meanwhile: then there is nothing to report.
		const goesOn = async (act: () => Promise<unknown>) => {
			const status = await this.actors.status(this.number(letter));
			if (status === 'answered' || status === 'in_progress') await act();
		};
		this.plan(answered + 12 * day, () =>
			goesOn(() =>
				this.actors.call(
					officer,
					'report_progress',
					this.number(letter),
					'材料和施工队伍已进场，按计划推进，进度每周更新。'
				)
			)
		);
		if (index % 6 === 1) return;
		const done = answered + (letter.commitment?.[2] ?? 30) * day * 0.9;
		this.plan(done - 3_600_000, () =>
			goesOn(() => this.actors.keepCommitments(officer, this.number(letter)))
		);
		this.plan(done, () =>
			goesOn(() =>
				this.actors.call(
					lead,
					'declare_resolved',
					this.number(letter),
					'承诺事项已完成并经现场核验，欢迎群众继续监督。'
				)
			)
		);
	}

	private secondRound(
		letter: Letter,
		answered: number,
		author: string,
		voters: string[],
		index: number
	): void {
		this.ratings(letter, answered, author, voters, false);
		const reassigned = answered + 12 * day;
		this.plan(reassigned, () =>
			this.actors.call(this.people.intake, 'assign_issue', this.number(letter), letter.department, [])
		);
		const again = reassigned + this.random.between(8, 22) * day;
		this.answer(letter, again, letter.again ?? '', true);
		this.ratings(letter, again, author, voters, index % 4 !== 0);
	}

	/** What does not become a public issue of its own. */
	refused(letter: RefusedLetter, daysAgo: number): void {
		const told = this.ago(daysAgo);
		const author = letter.fate === 'submitted' ? this.random.pick(this.people.residents) : this.author();
		const intake = this.people.intake;
		this.submit(letter, told, author);
		const decided = told + 1.5 * day;
		const decide = (name: string, ...values: string[]) =>
			this.plan(decided, () => this.actors.call(intake, name, this.number(letter), ...values));
		if (letter.fate === 'needs_info') decide('request_info', letter.question ?? '');
		if (letter.fate === 'transferred')
			decide('transfer_issue', 'discipline_12388', '已按程序转交，请以该渠道答复为准。');
		if (letter.fate === 'rejected' || letter.fate === 'appealed')
			decide('reject_issue', letter.reason ?? 'unclear', '');
		if (letter.fate === 'appealed') {
			this.plan(decided + day, () =>
				this.actors.call(author, 'appeal_issue', this.number(letter), '与此前的事项不是同一处，请再看一次。')
			);
		}
		if (letter.fate === 'withdrawn')
			this.plan(decided, () => this.actors.call(author, 'withdraw_issue', this.number(letter)));
		if (letter.fate === 'merged') {
			this.plan(decided, () => this.actors.publish(intake, this.number(letter)));
			this.voices(letter, decided, decided + 2 * day, 6, author);
			this.plan(decided + 3 * day, () =>
				this.actors.call(
					intake,
					'merge_issue',
					this.number(letter),
					this.numbers.get(letter.into ?? '') ?? 0,
					'与该诉求为同一事项，合并办理。'
				)
			);
		}
	}

	/** Told and answered elsewhere, brought in later. */
	imported(letter: Letter, daysAgo: number, channel: string, source: string, id: string): void {
		const text = prepareLetter(letter);
		const reply = letter.answer ? prepareLetter({ body: letter.answer }) : null;
		const told = this.ago(daysAgo);
		this.plan(told + 30 * day, () =>
			this.actors.import(channel, source, this.people.intake, letter.department, {
				external_id: id,
				title: text.title.masked,
				body: text.body.masked,
				title_original: text.title.original,
				body_original: text.body.original,
				mask_version: text.maskVersion,
				tokens: text.tokens,
				tokenizer_version: text.tokenizerVersion,
				region_id: this.people.regionIds.get(letter.place),
				category_key: letter.category,
				told_at: new Date(told).toISOString(),
				likes: this.random.between(0, 40),
				reply: reply?.body.masked ?? null,
				reply_original: reply?.body.original ?? null,
				reply_tokens: reply?.tokens ?? [],
				replied_at: new Date(told + 20 * day).toISOString()
			})
		);
	}
}
