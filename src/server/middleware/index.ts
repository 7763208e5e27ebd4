import { residentParts } from '$lib/votes/personal-parts.server';
import { inOrder } from './middleware';
import { oneAddress } from './one-address';
import { pageFromCache } from './page-cache';
import { voteIntake } from './votes';

/** What is answered before SvelteKit is asked; two of these are the paths that crowds take (docs/decisions/0005). */
export const middleware = inOrder([oneAddress, voteIntake, pageFromCache(residentParts)]);
