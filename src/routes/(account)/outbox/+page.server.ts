import { readOutbox } from '$lib/notices/service.server';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async () => ({ messages: await readOutbox() });
