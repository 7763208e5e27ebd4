import autocannon from 'autocannon';

export interface Load {
	perSecond: number;
}

interface Options {
	url: string;
	connections: number;
	seconds: number;
	/** Of all connections together; without it as fast as they are answered. */
	overallRate?: number;
	headers?: Record<string, string>;
	method?: 'GET' | 'POST';
	/** What changes from request to request. */
	next?: () => { path: string; headers?: Record<string, string> };
	/** Throws on an answer that is not what was asked for. */
	check?: (status: number, body: string) => void;
}

/** Requests, each connection one at a time. Any refusal or wrong answer fails the run. */
export async function load({ next, check, seconds, ...rest }: Options): Promise<Load> {
	let wrong: unknown;
	const result = await autocannon({
		...rest,
		duration: seconds,
		requests: [
			{
				...(next && { setupRequest: (request: autocannon.Request) => ({ ...request, ...next() }) }),
				...(check && {
					onResponse(status: number, body: string) {
						try {
							check(status, body);
						} catch (error) {
							wrong ??= error;
						}
					}
				})
			}
		]
	});
	if (wrong) throw wrong;
	if (result.errors > 0 || result.non2xx > 0) {
		throw new Error(`${rest.url}: ${result.errors} errors, ${result.non2xx} refusals`);
	}
	return { perSecond: result['2xx'] / result.duration };
}
