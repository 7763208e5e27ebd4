import { privacyVersion } from '$lib/accounts/schema';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = () => ({ version: privacyVersion });
