import { isInformative, type SimilarCard } from '../rules.ts';
import { askSimilar, type Typed } from './requests.ts';

export type FinderState = 'quiet' | 'asking' | 'found' | 'none' | 'unknown';

const pauseMs = 350;
/** As much of a text as the search reads. */
const longestText = 1_500;

/**
 * Looks for issues like what is being typed: once the typing pauses, never twice for the same words, and never in the
 * way of whoever types. Where no answer comes, nothing is shown.
 */
export function similarFinder() {
	let state = $state<FinderState>('quiet');
	let found = $state.raw<SimilarCard[]>([]);
	let asked = '';
	let running: AbortController | null = null;

	async function ask({ title, text, region }: Typed): Promise<void> {
		const typed = { title, text: text.slice(0, longestText), region };
		const words = Object.values(typed).join('\n');
		if (words === asked) return;
		asked = words;
		running?.abort();
		if (!isInformative(title + text)) {
			[state, found, running] = ['quiet', [], null];
			return;
		}
		const own = (running = new AbortController());
		state = 'asking';
		try {
			const cards = await askSimilar(typed, own.signal);
			if (own === running) [state, found] = [cards.length > 0 ? 'found' : 'none', cards];
		} catch {
			if (own === running) [state, found, asked] = ['unknown', [], ''];
		}
	}

	return {
		get state() {
			return state;
		},
		get found() {
			return found;
		},
		/** To be called in an effect with what stands in the form; asks when nothing more is typed for a moment. */
		askSoon(typed: Typed) {
			const timer = setTimeout(() => void ask(typed), pauseMs);
			return () => clearTimeout(timer);
		},
		/** What the person did with one of them. */
		mark(id: number, marks: SimilarCard['marks']) {
			found = found.map((issue) => (issue.id === id ? { ...issue, marks } : issue));
		},
		stop() {
			running?.abort();
		}
	};
}
