/** One invented letter of the demo town. Without an answer it still waits for one, or was not made public. */
export interface Letter {
	category: string;
	/** Key of a region in town.ts. */
	place: string;
	department: string;
	title: string;
	body: string;
	answer?: string;
	/** The answer of the second round, where residents did not accept the first. */
	again?: string;
	/** A measure, its owner and days until it is due. */
	commitment?: [measure: string, owner: string, days: number];
	/** What a resident wrote with the rating. */
	comment?: string;
}
