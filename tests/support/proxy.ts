import { createServer, connect, type AddressInfo, type Socket } from 'node:net';
import { afterAll } from 'vitest';

interface Link {
	near: Socket;
	far: Socket;
}

export interface Proxy {
	url: string;
	/** Where it leads: known only once the server behind it is up. */
	leadTo(url: string): void;
	/** From now on every connection breaks off, the open ones too. */
	cut(): void;
	/** From now on a connection breaks off as soon as it asks for something under this path. */
	refuse(path: string): void;
	/** From now on nothing passes, in either direction, and nobody is told. */
	stall(): void;
	/** From now on requests go in and answers do not come out. */
	halfClose(): void;
	mend(): void;
}

/** A TCP proxy before a server that a test takes away and gives back. */
export async function openProxy(): Promise<Proxy> {
	let target: URL | undefined;
	let isCut = false;
	let isStalled = false;
	let refused: string | null = null;
	const sockets = new Set<Socket>();
	const links = new Set<Link>();

	const server = createServer((near) => {
		if (isCut || !target) return near.resetAndDestroy();
		const far = connect(Number(target.port), target.hostname);
		const link = { near, far };
		links.add(link);
		near.once('close', () => links.delete(link));
		for (const [one, other] of [
			[near, far],
			[far, near]
		] as const) {
			sockets.add(one);
			// As a server that refuses: a polite end would make the client try again without a word.
			one.on('error', () => other.resetAndDestroy());
			one.on('close', () => {
				sockets.delete(one);
				other.destroy();
			});
			one.pipe(other);
			if (isStalled) one.pause();
		}
		near.on('data', (chunk) => {
			const [, path] = /^[A-Z]+ (\S+) HTTP/.exec(chunk.toString('latin1', 0, 300)) ?? [];
			if (refused !== null && path?.startsWith(refused)) near.resetAndDestroy();
		});
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
		refuse(path) {
			refused = path;
		},
		stall() {
			isStalled = true;
			sockets.forEach((socket) => socket.pause());
		},
		halfClose() {
			links.forEach(({ far }) => far.end());
		},
		mend() {
			isCut = false;
			isStalled = false;
			refused = null;
			sockets.forEach((socket) => socket.resume());
		}
	};
}
