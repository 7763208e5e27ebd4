import { z } from 'zod';
import { serviceClient, unwrap } from '../database/client.server';
import { log } from '../log/log.server';
import { changeReader, notifyPublicChanges } from './public-changes.ts';

const everyMs = 750;
const patienceMs = 2_000;
const changesSchema = z.array(z.array(z.string()));

/** Reads what changed on public pages, through whichever instance; resolves when it is told here. */
export const readPublicChanges = changeReader({
	read: async (seen) => {
		const [row] = unwrap(
			await serviceClient()
				.rpc('changes_since', seen === null ? {} : { seen })
				.abortSignal(AbortSignal.timeout(patienceMs))
		);
		if (!row) throw new Error('changes_since answered nothing');
		const { upto, today, is_gap, changes } = row;
		return { upto, today, changes: is_gap ? null : changesSchema.parse(changes) };
	},
	notify: notifyPublicChanges
});

let isFollowing = false;

/**
 * Reads them over and over, so that this instance follows what happens through others. Resolves after the first try: the
 * first reading cannot say what changed before it, so it evicts whatever was rendered meanwhile.
 */
export async function followPublicChanges(): Promise<void> {
	let fails = false;
	isFollowing = true;
	async function follow(): Promise<void> {
		const began = performance.now();
		try {
			await readPublicChanges();
			fails = false;
		} catch (error) {
			if (!fails) log.warn({ err: error }, 'public changes cannot be read: pages age by the clock meanwhile');
			fails = true;
		}
		if (!isFollowing) return;
		setTimeout(() => void follow(), Math.max(50, everyMs - (performance.now() - began))).unref();
	}
	await follow();
}

/** @public Called by src/server/vite-plugin.ts, through Vite. */
export function stopFollowing(): void {
	isFollowing = false;
}
