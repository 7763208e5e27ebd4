import { setTimeout as sleep } from 'node:timers/promises';
import { Client, type Dispatcher } from 'undici';

export interface Load {
	perSecond: number;
}

/** What changes from request to request. */
interface Ask {
	path: string;
	headers?: Record<string, string>;
}

interface Options {
	url: string;
	connections: number;
	seconds: number;
	/** Of all connections together; without it as fast as they are answered. */
	overallRate?: number;
	headers?: Record<string, string>;
	method?: 'GET' | 'POST';
	next: () => Ask;
	/** Throws on an answer that is not what was asked for. */
	check?: (status: number, body: string) => void;
}

/**
 * Requests, each connection one at a time. Any refusal or wrong answer fails the run. It shares the processors with what
 * it measures: hence undici's dispatch, which takes half the time of a request that autocannon takes.
 */
export async function load({ url, connections, seconds, overallRate, ...rest }: Options): Promise<Load> {
	const began = performance.now();
	const ends = began + seconds * 1000;
	let answered = 0;
	/** With a rate the connections take turns. */
	const dueAt = (connection: number, turn: number) =>
		overallRate ? began + ((turn * connections + connection) * 1000) / overallRate : 0;

	async function keepAsking(connection: number): Promise<void> {
		const client = new Client(url, { pipelining: 1 });
		try {
			for (let turn = 0; ; turn++) {
				const waitMs = dueAt(connection, turn) - performance.now();
				if (waitMs > 0) await sleep(Math.max(0, Math.min(waitMs, ends - performance.now())));
				if (performance.now() >= ends) return;
				await ask(client, rest);
				answered++;
			}
		} finally {
			await client.destroy();
		}
	}

	await Promise.all(Array.from({ length: connections }, (_, connection) => keepAsking(connection)));
	return { perSecond: (answered * 1000) / (performance.now() - began) };
}

function ask(
	client: Client,
	{ next, check, headers, method = 'GET' }: Omit<Options, 'url' | 'connections' | 'seconds'>
): Promise<void> {
	const { path, headers: own } = next();
	const request: Dispatcher.DispatchOptions = { path, method, headers: { ...headers, ...own } };
	return new Promise((resolve, reject) => {
		let status = 0;
		let body = '';
		client.dispatch(request, {
			onRequestStart() {
				// By this method undici tells its present interface from the former one.
			},
			onResponseStart(_controller, given) {
				status = given;
			},
			onResponseData(_controller, chunk) {
				if (check) body += chunk.toString();
			},
			onResponseEnd() {
				if (status < 200 || status > 299) {
					reject(new Error(`${path} was answered ${status} ${body}`));
					return;
				}
				try {
					check?.(status, body);
					resolve();
				} catch (error) {
					reject(error instanceof Error ? error : new Error(String(error)));
				}
			},
			onResponseError(_controller, error) {
				reject(error);
			}
		});
	});
}
