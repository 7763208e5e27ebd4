import { afterEach, expect, it, vi } from 'vitest';
import { patientFetch } from './fetch.server';

afterEach(() => vi.unstubAllGlobals());

it('answers for a Data API that cannot be reached', async () => {
	vi.stubGlobal('fetch', () => Promise.reject(new TypeError('fetch failed')));
	const response = await patientFetch('http://127.0.0.1:1/');
	expect(response.status).toBe(504);
	expect(await response.json()).toMatchObject({ code: 'database_unavailable' });
});

it('treats a gateway’s 503 the same, so that nothing is tried again for seconds', async () => {
	vi.stubGlobal('fetch', () => Promise.resolve(new Response('busy', { status: 503 })));
	expect((await patientFetch('http://127.0.0.1:1/')).status).toBe(504);
});
