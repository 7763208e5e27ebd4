import { dropDraft, keepDraft, readDraft } from '../draft.ts';
import { blankFields, hasText, restore, type Fields } from './fields.ts';

interface Written {
	submissionKey: string;
	fields: Fields;
}

export type DraftState = 'none' | 'restored' | 'cleared';

const pauseMs = 400;

/** Keeps what `current` says while a person writes, and puts it back through `put` when they return. */
export function draftKeeper(current: () => Written, put: (written: Written) => void) {
	let state = $state<DraftState>('none');
	let isOpen = false;
	let cleared: Written | null = null;

	function keepNow() {
		if (!isOpen) return;
		const written = current();
		if (hasText(written.fields)) keepDraft(localStorage, { ...written, savedAt: Date.now() });
	}

	return {
		get state() {
			return state;
		},
		open({ restoring }: { restoring: boolean }) {
			const draft = restoring ? readDraft(localStorage, Date.now()) : null;
			if (draft) {
				put({ submissionKey: draft.submissionKey, fields: restore(draft.fields, blankFields) });
				state = 'restored';
			}
			isOpen = true;
		},
		/** To be called in an effect: reads the fields, and writes once the typing pauses. */
		keepSoon() {
			current();
			const timer = setTimeout(keepNow, pauseMs);
			return () => clearTimeout(timer);
		},
		keepNow,
		clear() {
			cleared = current();
			dropDraft(localStorage);
			put({ submissionKey: '', fields: blankFields });
			state = 'cleared';
		},
		undo() {
			if (cleared) put(cleared);
			state = 'restored';
		},
		/** The portal has it: nothing is kept any longer. */
		accept() {
			isOpen = false;
			dropDraft(localStorage);
		}
	};
}
