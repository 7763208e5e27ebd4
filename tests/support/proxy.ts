import { createServer, connect, type AddressInfo, type Socket } from 'node:net';
import { afterAll } from 'vitest';

export interface Proxy {
	url: string;
	/** Where it leads: known only once the server behind it is up. */
	leadTo(url: string): void;
	/** From now on every connection breaks off, the open ones too. */
	cut(): void;
	mend(): void;
}

/** A TCP proxy before a server that a test takes away and gives back. */
export async function openProxy(): Promise<Proxy> {
	let target: URL | undefined;
	let isCut = false;
	const sockets = new Set<Socket>();

	const server = createServer((near) => {
		if (isCut || !target) return near.destroy();
		const far = connect(Number(target.port), target.hostname);
		for (const [one, other] of [
			[near, far],
			[far, near]
		] as const) {
			sockets.add(one);
			one.on('error', () => other.destroy());
			one.on('close', () => {
				sockets.delete(one);
				other.destroy();
			});
			one.pipe(other);
		}
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const breakAll = () => sockets.forEach((socket) => socket.destroy());
	afterAll(() => {
		breakAll();
		server.close();
	});
	const { port } = server.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${port}`,
		leadTo(url) {
			target = new URL(url);
		},
		cut() {
			isCut = true;
			breakAll();
		},
		mend() {
			isCut = false;
		}
	};
}
