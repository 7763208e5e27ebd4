import { privacyVersion } from '$lib/accounts/schema';
import type { PageServerLoad } from './$types';

// Only to be read: no script.
export const csr = false;

export const load: PageServerLoad = () => ({ version: privacyVersion });
