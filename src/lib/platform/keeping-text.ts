import type { SubmitFunction } from '@sveltejs/kit';
import { invalidateAll } from '$app/navigation';

/**
 * For `use:enhance` on forms that two people may edit: what was typed stays, and after a conflict (409) the page also
 * fetches what stands now, so that both texts can be shown. Without JavaScript the whole page comes anew anyway.
 */
export const keepingText: SubmitFunction = () => {
	return async ({ result, update }) => {
		await update({ reset: false });
		if (result.type === 'failure' && result.status === 409) await invalidateAll();
	};
};
