/** What a person has typed and not sent, kept in their own browser and nowhere else. */
export interface Draft {
	submissionKey: string;
	savedAt: number;
	fields: Record<string, string>;
}

const place = 'dianti:draft:issue';
const keptForMs = 30 * 86_400_000;

type Shelf = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

export function readDraft(shelf: Shelf, now: number): Draft | null {
	try {
		const draft: unknown = JSON.parse(shelf.getItem(place) ?? 'null');
		return isDraft(draft) && draft.savedAt > now - keptForMs ? draft : null;
	} catch {
		return null;
	}
}

/** A browser that refuses to store (private mode, full) must not disturb the writing. */
export function keepDraft(shelf: Shelf, draft: Draft): void {
	try {
		shelf.setItem(place, JSON.stringify(draft));
	} catch {
		// Nothing is kept then; the form itself still holds the text.
	}
}

export function dropDraft(shelf: Shelf): void {
	try {
		shelf.removeItem(place);
	} catch {
		// As above.
	}
}

function isDraft(value: unknown): value is Draft {
	if (typeof value !== 'object' || value === null) return false;
	const { submissionKey, savedAt, fields } = value as Partial<Record<keyof Draft, unknown>>;
	return (
		typeof submissionKey === 'string' &&
		typeof savedAt === 'number' &&
		typeof fields === 'object' &&
		fields !== null &&
		Object.values(fields).every((field) => typeof field === 'string')
	);
}
