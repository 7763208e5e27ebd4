import type { EventPayload } from '$lib/issues/schema';

interface MergeEvent {
	kind: string;
	at: string;
	payload: EventPayload;
}

export interface MergedHere {
	/** The number that was merged into this issue, and those that had gone into it before. */
	ids: number[];
	at: string;
	reason: string;
}

/** What goes on in an issue now, read from its own events, in the order in which it came. */
export function mergedHere(events: readonly MergeEvent[]): MergedHere[] {
	return events.reduce<MergedHere[]>((held, { kind, at, payload }) => {
		const { issue, also = [], text = '' } = payload;
		if (issue === undefined || (kind !== 'merged_in' && kind !== 'split_off')) return held;
		const gone = new Set([issue, ...also]);
		const left = held
			.map((one) => ({ ...one, ids: one.ids.filter((id) => !gone.has(id)) }))
			.filter(({ ids }) => ids.length > 0);
		return kind === 'merged_in' ? [...left, { ids: [issue, ...also], at, reason: text }] : left;
	}, []);
}

/** Until which day the merge of an issue may be undone; null when it never said. */
export function undoUntil(events: readonly MergeEvent[]): string | null {
	return events.findLast(({ kind }) => kind === 'merged')?.payload.undo_until ?? null;
}
