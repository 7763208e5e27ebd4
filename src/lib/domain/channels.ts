/** How an issue came in. */
export const channels = [
	'web',
	'hotline',
	'message_board',
	'letter',
	'visit',
	'petition_office',
	'home_visit'
] as const;
export type IssueChannel = (typeof channels)[number];

/** What a collector enters came by one of these; a resident's own issue comes by the web. */
export const collectedChannels = channels.filter((channel) => channel !== 'web');
export type CollectedChannel = (typeof collectedChannels)[number];
