import type { Chronicle } from './chronicle.ts';
import { day, hour } from './chronicle.ts';
import type { Letter } from './data/letter.ts';
import { dealtWith, lookingInto, notOurs, promiseKept, underWay } from './data/phrases.ts';

interface Answered {
	letter: Letter;
	author: string;
	voters: string[];
	index: number;
	/** When the first answer was published. */
	at: number;
}

/** Plans the whole loop of a public letter, as far as its texts and its age let it go. */
export function tellPublic(told: Chronicle, letter: Letter, daysAgo: number, index: number): void {
	const { random, people, actors } = told;
	const begun = told.ago(daysAgo) + random.between(0, 12) * hour;
	const collected = index % 17 === 5;
	const author = collected ? people.collector : told.author();
	told.submit(letter, begun, author, collected ? 'home_visit' : 'web');
	const published = begun + (0.3 + random.next() * 3) * day;
	told.plan(published, () => actors.publish(people.intake, told.number(letter)));
	// A few are felt by many, most by some.
	const support = index % 9 === 2 ? random.between(55, 105) : random.between(3, 34);
	if (!letter.answer) {
		told.support(letter, published, told.now.getTime(), support, author);
		wait(told, letter, published, index);
		return;
	}

	const assigned = published + (0.5 + random.next() * 2) * day;
	const isSentBack = index % 13 === 4;
	if (isSentBack) sendBack(told, letter, assigned);
	else assign(told, letter, assigned);
	const days = index % 7 === 3 ? random.between(32, 44) : random.between(4, 27);
	const at = assigned + (isSentBack ? 3 : 0) * day + days * day;
	const voters = told.support(letter, published, at, support, author);
	const resolved = !letter.commitment && !letter.again && index % 3 !== 0;
	answer(told, letter, at, letter.answer, resolved || letter.lookBack !== undefined);
	promise(told, letter, at);
	revise(told, letter, at);
	const answered = { letter, author, voters, index, at };
	if (letter.again) anotherRound(told, answered);
	else afterwards(told, answered, resolved);
}

function officerOf(told: Chronicle, letter: Letter): string {
	return told.people.officers.get(letter.department) ?? '';
}

function leadOf(told: Chronicle, letter: Letter): string {
	return told.people.leads.get(letter.department) ?? '';
}

function assign(told: Chronicle, letter: Letter, at: number): void {
	const partner = letter.category === 'land' && letter.department === 'housing' ? ['agriculture'] : [];
	told.plan(at, () =>
		told.actors.call(told.people.intake, 'assign_issue', told.number(letter), letter.department, partner)
	);
}

function answer(told: Chronicle, letter: Letter, at: number, body: string, resolved: boolean): void {
	const [officer, lead] = [officerOf(told, letter), leadOf(told, letter)];
	told.plan(at, () => told.actors.answer(officer, lead, told.number(letter), body, resolved));
}

function promise(told: Chronicle, letter: Letter, at: number): void {
	if (!letter.commitment) return;
	const [measure, owner, days, putOff] = letter.commitment;
	const officer = officerOf(told, letter);
	const due = dayOf(at + days * day);
	told.plan(at + 60_000, () => told.actors.commit(officer, told.number(letter), measure, owner, due));
	if (putOff === undefined) return;
	told.plan(at + days * 0.8 * day, () =>
		whileOpen(told, letter, () =>
			told.actors.putOff(officer, told.number(letter), dayOf(at + (days + putOff) * day))
		)
	);
}

function revise(told: Chronicle, letter: Letter, at: number): void {
	if (!letter.revision) return;
	const [reason, body] = letter.revision;
	told.plan(at + 4 * day, () => told.actors.revise(leadOf(told, letter), told.number(letter), body, reason));
}

function wait(told: Chronicle, letter: Letter, published: number, index: number): void {
	if (index % 3 === 0) return;
	const assigned = published + told.random.between(1, 3) * day;
	assign(told, letter, assigned);
	if (index % 3 === 1) return;
	const note = told.random.pick(lookingInto);
	told.plan(assigned + 4 * day, () =>
		told.actors.call(officerOf(told, letter), 'report_progress', told.number(letter), note)
	);
}

function sendBack(told: Chronicle, letter: Letter, at: number): void {
	const wrong = letter.department === 'transport' ? 'housing' : 'transport';
	const officer = told.people.officers.get(wrong) ?? '';
	const reason = told.random.pick(notOurs);
	told.plan(at, () => told.actors.call(told.people.intake, 'assign_issue', told.number(letter), wrong, []));
	told.plan(at + day, () => told.actors.call(officer, 'return_issue', told.number(letter), reason));
	assign(told, letter, at + 2 * day);
}

/** Residents may have reopened or confirmed it meanwhile: then there is nothing to report. */
async function whileOpen(told: Chronicle, letter: Letter, act: () => Promise<unknown>): Promise<void> {
	const status = await told.actors.status(told.number(letter));
	if (status === 'answered' || status === 'in_progress') await act();
}

function afterwards(told: Chronicle, answered: Answered, resolved: boolean): void {
	const { letter, author, voters, index, at } = answered;
	const disputed = index % 10 === 7 && at > told.ago(90);
	const keptAt = at + (letter.commitment?.[2] ?? 24) * 0.9 * day;
	// Who was promised something rates when it is done.
	const ratedFrom = letter.commitment && !disputed ? Math.min(keptAt + day, at + 45 * day) : at;
	told.rate(letter, ratedFrom, author, voters, !disputed, disputed ? '' : letter.comment);
	if (resolved || disputed) return;
	const note = told.random.pick(underWay);
	const done = told.random.pick(letter.commitment ? promiseKept : dealtWith);
	told.plan(at + Math.min(12 * day, (keptAt - at) / 2), () =>
		whileOpen(told, letter, () =>
			told.actors.call(officerOf(told, letter), 'report_progress', told.number(letter), note)
		)
	);
	// Of the newer ones some are not done yet.
	if (index % 6 === 1 && at > told.ago(150)) return;
	told.plan(keptAt - hour, () =>
		whileOpen(told, letter, () => told.actors.keepCommitments(officerOf(told, letter), told.number(letter)))
	);
	told.plan(keptAt, () =>
		whileOpen(told, letter, () =>
			told.actors.call(leadOf(told, letter), 'declare_resolved', told.number(letter), done)
		)
	);
}

/** The first answer was not enough for the residents, or for the supervisor who looked back. */
function anotherRound(told: Chronicle, { letter, author, voters, at }: Answered): void {
	const { random, people, actors } = told;
	told.rate(letter, at, author, voters, letter.lookBack !== undefined, letter.comment);
	if (letter.lookBack) {
		told.plan(at + 20 * day, () =>
			actors.call(people.supervisor, 'reopen_issue', told.number(letter), letter.lookBack ?? '')
		);
	}
	const answerAgain = (from: number, body: string) => {
		assign(told, letter, from);
		const answeredAt = from + random.between(8, 22) * day;
		told.plan(answeredAt - hour, () => actors.keepCommitments(officerOf(told, letter), told.number(letter)));
		answer(told, letter, answeredAt, body, true);
		return answeredAt;
	};
	const second = answerAgain(at + (letter.lookBack ? 22 : 12) * day, letter.again ?? '');
	const third = letter.onceMore;
	told.rate(letter, second, author, voters, third === undefined, third ? '' : letter.lastComment);
	if (third === undefined) return;
	const last = answerAgain(second + 12 * day, third);
	told.rate(letter, last, author, voters, true, letter.lastComment);
}

function dayOf(time: number): string {
	return new Date(time).toISOString().slice(0, 10);
}
