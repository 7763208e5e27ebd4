export interface ImportCounts {
	read: number;
	added: number;
	existing: number;
	rejected: number;
	/** Replies that stay out: the issues go to the moderation queue, or no department gave them. */
	repliesLeftOut: number;
}
