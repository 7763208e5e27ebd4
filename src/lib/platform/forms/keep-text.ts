import type { SubmitFunction } from '@sveltejs/kit';
import { invalidateAll } from '$app/navigation';

/**
 * For `use:enhance` on forms that two people may edit: what was typed stays, and after a conflict (409) the page
 * first fetches what stands now: said to be the current text, an older one would be untrue even for a moment. Without
 * JavaScript the whole page comes anew anyway.
 */
export const keepText: SubmitFunction = () => {
	return async ({ result, update }) => {
		if (result.type === 'failure' && result.status === 409) await invalidateAll();
		await update({ reset: false });
	};
};
