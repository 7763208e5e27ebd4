import { cached } from '$lib/platform/cache/cached.ts';
import type { Category } from './rules.ts';
import { readCategories } from './store.server.ts';

const categories = cached(60, (_: 'all') => readCategories(), { until: ['reference'] });

/** All active categories in their order; up to a minute old. */
export async function listCategories(): Promise<Category[]> {
	return (await categories('all')).filter((category) => category.isActive);
}

/** Also one that was closed since. */
export async function categoryOf(key: string): Promise<Category | undefined> {
	return (await categories('all')).find((category) => category.key === key);
}

/** After an administrator changed a category, this process reads them anew. */
export function forgetCategories(): void {
	categories.clear();
}
