import { prepareLetter } from '../../src/lib/text/prepare.server.ts';
import type { Chronicle } from './chronicle.ts';
import { day } from './chronicle.ts';
import type { Letter } from './data/letter.ts';
import type { RefusedLetter } from './data/refused.ts';

/** Plans what does not become a public issue of its own. */
export function tellRefused(told: Chronicle, letter: RefusedLetter, daysAgo: number): void {
	const { actors, people } = told;
	const begun = told.ago(daysAgo);
	const author = letter.fate === 'submitted' ? told.random.pick(people.residents) : told.author();
	told.submit(letter, begun, author);
	const decided = begun + 1.5 * day;
	const decide = (name: string, ...values: string[]) =>
		told.plan(decided, () => actors.call(people.intake, name, told.number(letter), ...values));
	switch (letter.fate) {
		case 'needs_info':
			decide('request_info', letter.question ?? '');
			if (letter.completed) complete(told, letter, author, decided + day);
			break;
		case 'transferred':
			decide('transfer_issue', 'discipline_12388', '已按程序转交，请以该渠道答复为准。');
			break;
		case 'rejected':
		case 'appealed':
			decide('reject_issue', letter.reason ?? 'unclear', '');
			if (letter.fate === 'rejected') break;
			told.plan(decided + day, () =>
				actors.call(author, 'appeal_issue', told.number(letter), '与此前的事项不是同一处，请再看一次。')
			);
			break;
		case 'withdrawn':
			told.plan(decided, () => actors.call(author, 'withdraw_issue', told.number(letter)));
			break;
		case 'merged':
			merge(told, letter, author, decided);
	}
}

/** The author says more, and then it can be made public. */
function complete(told: Chronicle, letter: RefusedLetter, author: string, at: number): void {
	const body = `${letter.body}\n${letter.completed ?? ''}`;
	told.plan(at, () => told.actors.complete(author, told.number(letter), { title: letter.title, body }));
	told.plan(at + day / 4, () => told.actors.publish(told.people.intake, told.number(letter)));
	told.support(letter, at + day / 4, told.now.getTime(), 9, author);
}

function merge(told: Chronicle, letter: RefusedLetter, author: string, at: number): void {
	const { actors, people } = told;
	told.plan(at, () => actors.publish(people.intake, told.number(letter)));
	told.support(letter, at, at + 2 * day, 6, author);
	told.plan(at + 3 * day, () =>
		actors.call(
			people.intake,
			'merge_issue',
			told.number(letter),
			told.numberOf(letter.into ?? ''),
			'与该诉求为同一事项，合并办理。'
		)
	);
}

/** Plans what was told and answered elsewhere, and is brought in a month later. */
export function tellImported(
	told: Chronicle,
	letter: Letter,
	from: { channel: string; source: string; id: string; daysAgo: number }
): void {
	const text = prepareLetter(letter);
	const reply = letter.answer ? prepareLetter({ body: letter.answer }) : null;
	const begun = told.ago(from.daysAgo);
	const likes = told.random.between(0, 40);
	told.plan(begun + 30 * day, () =>
		told.actors.import(from.channel, from.source, told.people.intake, letter.department, {
			external_id: from.id,
			title: text.title.masked,
			body: text.body.masked,
			title_original: text.title.original,
			body_original: text.body.original,
			mask_version: text.maskVersion,
			tokens: text.tokens,
			tokenizer_version: text.tokenizerVersion,
			region_id: told.people.regionIds.get(letter.place),
			category_key: letter.category,
			told_at: new Date(begun).toISOString(),
			likes,
			reply: reply?.body.masked ?? null,
			reply_original: reply?.body.original ?? null,
			reply_tokens: reply?.tokens ?? [],
			replied_at: new Date(begun + 20 * day).toISOString()
		})
	);
}
