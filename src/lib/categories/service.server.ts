import { remember } from '$lib/platform/remember.ts';
import type { Category } from './rules.ts';
import { readActiveCategories } from './store.server.ts';

const categories = remember(60, (_: 'all') => readActiveCategories());

/** All active categories in their order; up to a minute old. */
export function listCategories(): Promise<Category[]> {
	return categories('all');
}

export async function categoryOf(key: string): Promise<Category | undefined> {
	return (await listCategories()).find((category) => category.key === key);
}

/** After an administrator changed a category, this process reads them anew. */
export function forgetCategories(): void {
	categories.forget();
}
