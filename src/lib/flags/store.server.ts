import { serviceClient, unwrap } from '$lib/platform/database/client.server';
import type { Flagged, FlagInput } from './schema.ts';

/** `account` null: somebody known by the keyed hash of the network alone. Answers `flagged` or `flagged_already`. */
export async function raise(
	issue: number,
	{ answer, comment }: Flagged,
	{ reason, words }: FlagInput,
	account: string | null,
	network: string
): Promise<string> {
	return unwrap(
		await serviceClient().rpc('raise_flag', {
			issue,
			reason,
			words,
			network,
			response: answer,
			rating: comment,
			flagger: account ?? undefined
		})
	);
}
