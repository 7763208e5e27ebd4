import { publicClient, unwrap } from '$lib/platform/database/client.server';
import type { NearWord } from './rules.ts';

export async function readNearWords(asked: string[]): Promise<NearWord[]> {
	return unwrap(await publicClient().rpc('near_words', { asked }));
}
