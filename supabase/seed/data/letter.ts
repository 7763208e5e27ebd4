/** One invented letter of the demo town. Without an answer it still waits for one, or was not made public. */
export interface Letter {
	category: string;
	/** Key of a region in town.ts. */
	place: string;
	department: string;
	title: string;
	body: string;
	answer?: string;
	/** Put in place of the answer some days later, with the reason. */
	revision?: [reason: string, answer: string];
	/** The answer of the second round, where residents did not accept the first. */
	again?: string;
	/** The answer of the third round: the second one was not accepted either. */
	onceMore?: string;
	/** Why a supervisor reopened it, where residents had not. */
	lookBack?: string;
	/** A measure, its owner and days until it is due; and days by which it was put off. */
	commitment?: [measure: string, owner: string, days: number, putOff?: number];
	/** What the author wrote with the rating of the first answer, and of the last. */
	comment?: string;
	lastComment?: string;
}
