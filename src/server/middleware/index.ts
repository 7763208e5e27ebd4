import { residentParts } from '$lib/votes/personal-parts.server';
import { inOrder } from './middleware';
import { pageFromCache } from './page-cache';
import { voteIntake } from './votes';

/** What is answered before SvelteKit is asked: the two paths that crowds take (docs/decisions/0005). */
export const middleware = inOrder([voteIntake, pageFromCache(residentParts)]);
