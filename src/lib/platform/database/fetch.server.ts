const patienceMs = 10_000;
const unreachableStatuses = new Set([502, 503, 504]);

/**
 * A fetch that gives up after ten seconds. A Data API that cannot be reached is answered here with 504, which
 * supabase-js hands on without retrying (it would repeat 503 three times, with growing waits).
 */
export const patientFetch: typeof fetch = async (input, init) => {
	const limit = AbortSignal.timeout(patienceMs);
	const signal = init?.signal ? AbortSignal.any([init.signal, limit]) : limit;
	try {
		const response = await fetch(input, { ...init, signal });
		return unreachableStatuses.has(response.status) ? unreachable(await response.text()) : response;
	} catch (error) {
		if (init?.signal?.aborted) throw error;
		return unreachable(error instanceof Error ? error.message : String(error));
	}
};

function unreachable(details: string): Response {
	const body = { code: 'database_unavailable', message: 'database_unavailable', details, hint: null };
	return Response.json(body, { status: 504 });
}
