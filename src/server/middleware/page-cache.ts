import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';
import { get, type IncomingMessage, type ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Handle } from '@sveltejs/kit';
import { cookieOf } from '$lib/platform/http/cookies.server';
import { config } from '$lib/platform/config.server';
import { pageCache, type Dependency, type Rendering } from '$lib/platform/cache/page-cache';
import {
	localeOf,
	personalPage,
	sendPersonal,
	type PersonalPartsFor
} from '$lib/platform/cache/personal-page.server';
import { readPreferences } from '$lib/platform/http/preferences';
import { onPublicChanges, notifyPublicChanges } from '$lib/platform/cache/public-changes';
import { readPublicChanges } from '$lib/platform/cache/public-changes.server';
import { notePageRequest, manyVotesArrive } from '$lib/platform/http/traffic';
import { asPage, sendPage } from '$lib/platform/cache/shared-page.server';
import type { Middleware } from './middleware';

/** Pages that are read grow old at once and are rendered over and over: less often while the machine is busy with votes. */
const memory = pageCache({ freshMs: () => (manyVotesArrive() ? 5_000 : 2_000) });
onPublicChanges(memory.follow);

/** Since this instance started: visitors' requests for shared pages, and how often one was rendered for everybody. */
const counts = { asked: 0, rendered: 0 };

export const pageCounts = (): Readonly<typeof counts> => counts;

/** What the middleware expects of SvelteKit while it answers this request: a page for everybody. */
const expected = new AsyncLocalStorage<Expected>();

interface Expected {
	request: IncomingMessage;
	rendering: Rendering;
	/** How to fill in the reader's personal parts, where there is a reader. */
	partsFor: PersonalPartsFor | null;
}

/** The pages that are the same for every visitor: a personal one has no business here. */
const sharedPages =
	/^(?:\/en)?(?:\/|\/issues|\/issues\/[1-9]\d*|\/departments(?:\/[a-z0-9_]+)?|\/results(?:\/published\/\d+)?|\/about\/[a-z]+)?$/;
/** Those that differ for residents in marked parts only (`data-personal`), and that no script builds anew. */
const pagesWithPersonalParts = /^(?:\/en)?(?:\/|\/issues|\/departments(?:\/[a-z0-9_]+)?|\/about\/[a-z]+)?$/;
const longestAddress = 500;
/** The longest that a rendering waits for the changes to be read, and the answer to an act. */
const longestReadingMs = 100;
const longestHearingMs = 2_000;

/**
 * Answers from memory, with the personal parts filled in for a resident who is signed in; sends one of many on to render
 * what is missing or old.
 */
export function pageFromCache(partsFor: PersonalPartsFor): Middleware {
	return async (request, response, next) => {
		const refreshed = takeRefresh(request);
		if (refreshed) return render({ request, rendering: refreshed, partsFor: null }, response, next);
		const asked = readAsked(request);
		if (asked === null) return next();
		notePageRequest();
		if (!asked.isSignedIn) counts.asked++;
		let advice = memory.advise(asked.key);
		// Who rendered may have failed, or something changed meanwhile: whoever then comes first renders.
		for (let waits = 0; advice.do === 'wait' && waits < 3; waits++) {
			await advice.until;
			advice = memory.advise(asked.key);
		}
		if (advice.do === 'wait') return next();
		if (advice.do === 'render') {
			const { rendering } = advice;
			response.once('close', () => rendering.giveUp());
			if (!asked.isSignedIn) {
				// What changed before is no reason to render the page again. (A resident waits for a question anyway.)
				await Promise.race([readPublicChanges().catch(() => undefined), pause(longestReadingMs)]);
			} else if (!(await isResident(request))) {
				rendering.giveUp();
				return next();
			}
			rendering.starts();
			return render({ request, rendering, partsFor: asked.isSignedIn ? partsFor : null }, response, next);
		}
		if (advice.refresh) refresh(request, advice.refresh);
		if (!asked.isSignedIn) return sendPage(request, response, advice.page);
		const own = await personalPage(advice.page, request, partsFor);
		if (!own) return next();
		sendPersonal(response, own);
	};

	/** Whether the reader gets the shared pages. If not, what is rendered for them must not be kept. */
	async function isResident(request: IncomingMessage): Promise<boolean> {
		return (await partsFor(request, [], localeOf(request)).catch(() => null)) !== null;
	}
}

function render(page: Expected, response: ServerResponse, next: () => void): void {
	response.once('close', () => page.rendering.giveUp());
	expected.run(page, next);
}

/** Pages asked for anew behind an answer, by the secret that the request to this same server carries. */
const refreshes = new Map<string, Rendering>();
const refreshHeader = 'x-page-refresh';

/** Asks this server for the page as a visitor would; nobody waits for it. */
function refresh({ socket, url = '/', headers }: IncomingMessage, rendering: Rendering): void {
	const { 'if-none-match': _known, ...sent } = headers;
	const secret = randomUUID();
	refreshes.set(secret, rendering);
	const giveUp = () => {
		refreshes.delete(secret);
		rendering.giveUp();
	};
	const preferences = ['theme', 'text'].flatMap((name) => {
		const value = cookieOf({ headers }, name);
		return value === null ? [] : `${name}=${value}`;
	});
	get({
		host: socket.localAddress,
		port: socket.localPort,
		path: url,
		headers: {
			...sent,
			cookie: preferences.join('; '),
			[refreshHeader]: secret
		}
	})
		.on('response', (answer) => answer.resume().on('close', giveUp))
		.on('error', giveUp);
}

function takeRefresh({ headers }: IncomingMessage): Rendering | undefined {
	const secret = headers[refreshHeader];
	const rendering = typeof secret === 'string' ? refreshes.get(secret) : undefined;
	if (typeof secret === 'string') refreshes.delete(secret);
	return rendering;
}

/** Which public changes concern the page at an address, as it was rendered. */
export type DependenciesOf = (url: URL, html: string) => Dependency[];

/** Caches what was rendered for everybody, and reads an act's changes before its answer is sent. */
export const pageCacheHandle =
	(dependenciesOf: DependenciesOf): Handle =>
	async ({ event, resolve }) => {
		const asked = expected.getStore();
		event.locals.isForEverybody = asked !== undefined;
		if (asked) counts.rendered++;
		const response = await resolve(event);
		if (event.locals.session && mayHaveChanged(event.request, event.url, response)) await awaitChanges();
		if (!asked) return response;
		const { request, rendering, partsFor } = asked;
		const mayBeKept = response.status === 200 && !response.headers.has('set-cookie');
		if (!mayBeKept) rendering.giveUp();
		if (!mayBeKept && (!partsFor || !response.headers.get('content-type')?.startsWith('text/html')))
			return response;
		const rendered = await asPage(response);
		const page = mayBeKept
			? rendering.keep(rendered, dependenciesOf(event.url, rendered.body.toString('utf8')))
			: rendered;
		const own = partsFor && (await personalPage(page, request, partsFor));
		const { body, headers } = own ?? page;
		return new Response(new Uint8Array(body), { status: response.status, headers });
	};

const pause = (ms: number) => sleep(ms, undefined, { ref: false });

/** Where the change cannot be read, nothing rendered before it is served again by this instance. */
async function awaitChanges(): Promise<void> {
	const heard = readPublicChanges().then(() => true);
	const isHeard = await Promise.race([heard, pause(longestHearingMs).then(() => false)]).catch(() => false);
	if (!isHeard) notifyPublicChanges({ changes: null, began: Number.NEGATIVE_INFINITY });
}

/** What the page depends on besides the data; null for what is not shared. */
function readAsked(request: IncomingMessage): { key: string; isSignedIn: boolean } | null {
	const { method, url = '', headers } = request;
	if (method !== 'GET') return null;
	// Without a fixed address a page would carry the one that this request happened to name.
	if (config().origin === null) return null;
	const at = url.indexOf('?');
	const path = at < 0 ? url : url.slice(0, at);
	if (!sharedPages.test(path) || url.length > longestAddress) return null;
	if (!headers.cookie) return { key: url, isSignedIn: false };
	const isSignedIn = cookieOf(request, 'session') !== null || cookieOf(request, '__Host-session') !== null;
	if (isSignedIn && !pagesWithPersonalParts.test(path)) return null;
	const { theme, text } = readPreferences(
		cookieOf(request, 'theme') ?? undefined,
		cookieOf(request, 'text') ?? undefined
	);
	return { key: theme === 'auto' && text === 'normal' ? url : `${url} ${theme} ${text}`, isSignedIn };
}

/** Who signs in or votes changes no page but the counts, which may be some seconds old. */
function mayHaveChanged({ method }: Request, { search }: URL, { status }: Response): boolean {
	return (
		!['GET', 'HEAD', 'OPTIONS'].includes(method) && status < 500 && !/^\?\/(vote|withdrawVote)$/.test(search)
	);
}
