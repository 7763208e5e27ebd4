import type { IncomingMessage, ServerResponse } from 'node:http';
import { stringify } from 'devalue';
import { claimedSession } from '$lib/accounts/session.server';
import { config } from '$lib/platform/config.server';
import { isDomainError } from '$lib/platform/errors';
import type { FormFailure } from '$lib/platform/forms/forms.server';
import { href, type Locale } from '$lib/platform/i18n/i18n';
import { log } from '$lib/platform/log/log.server';
import { messageFor } from '$lib/platform/i18n/messages.server';
import { castVote, withdrawVote } from '$lib/votes/service.server';
import type { Middleware } from './middleware';

interface Press {
	locale: Locale;
	issueId: number;
	act: typeof castVote | typeof withdrawVote;
}

const button = /^(\/en)?\/issues\/([1-9]\d{0,14})\?\/(vote|withdrawVote)$/;
const largestBody = 1_024;

/**
 * The support button of an issue's page, pressed with JavaScript: the form action of routes/(public)/issues/[id], with
 * the same answers. What does not come from a signed-in browser on this site's own page is left to
 * the route.
 */
export const voteIntake: Middleware = async (request, response, next) => {
	const press = readPress(request);
	const session = press && claimedSession(request);
	if (!press || !session) return next();
	const began = performance.now();
	request.resume();
	const answer = await answerOf(press, press.act(session, press.issueId));
	send(response, answer);
	const ms = Math.round(performance.now() - began);
	log.info({ method: 'POST', route: 'middleware: vote', status: answer.status, ms });
};

function readPress({ method, url, headers }: IncomingMessage): Press | null {
	if (method !== 'POST' || headers['x-sveltekit-action'] !== 'true') return null;
	const [, english, id, act] = button.exec(url ?? '') ?? [];
	if (!act || headers.origin !== config().origin) return null;
	if (headers['transfer-encoding'] || Number(headers['content-length'] ?? 0) > largestBody) return null;
	return {
		locale: english ? 'en' : 'zh-CN',
		issueId: Number(id),
		act: act === 'vote' ? castVote : withdrawVote
	};
}

/** What SvelteKit's own action would answer, in its words. */
type Answer =
	| { type: 'success' | 'failure'; status: number; data: string }
	| { type: 'redirect'; status: 303; location: string };

async function answerOf({ locale, issueId }: Press, outcome: Promise<string>): Promise<Answer> {
	try {
		return { type: 'success', status: 200, data: dataOf(await outcome) };
	} catch (error) {
		if (isDomainError(error, 'sign_in_required')) {
			const back = encodeURIComponent(href(`/issues/${issueId}`, locale));
			return { type: 'redirect', status: 303, location: href(`/sign-in?to=${back}`, locale) };
		}
		const known = isDomainError(error);
		if (!known) log.error({ err: error }, 'unexpected error in the vote intake');
		const code = known ? error.code : 'unexpected';
		const problem = messageFor(code, locale);
		const failure: FormFailure = { values: {}, errors: {}, problem, code, detail: null };
		return { type: 'failure', status: known ? error.status : 500, data: stringify(failure) };
	}
}

const outcomes = new Map<string, string>();

/** The three or four outcomes, as SvelteKit writes them. */
function dataOf(outcome: string): string {
	const data = outcomes.get(outcome) ?? stringify({ outcome });
	outcomes.set(outcome, data);
	return data;
}

function send(response: ServerResponse, answer: Answer): void {
	const { headers, body } = asSent(answer);
	response.writeHead(200, headers);
	response.end(body);
}

interface Sent {
	headers: string[];
	/** A string: Node sends it in one chunk with the headers. */
	body: string;
}

/** There are few different answers but to a redirect, which names the issue. */
const sent = new Map<string, Sent>();

function asSent(answer: Answer): Sent {
	if (answer.type === 'redirect') return written(answer);
	const key = `${answer.status} ${answer.data}`;
	const known = sent.get(key) ?? written(answer);
	if (sent.size < 100) sent.set(key, known);
	return known;
}

function written(answer: Answer): Sent {
	const body = JSON.stringify(answer);
	const headers = {
		'content-type': 'application/json',
		'content-length': String(Buffer.byteLength(body)),
		'cache-control': 'private, no-store',
		'x-content-type-options': 'nosniff',
		...(answer.status === 503 && { 'retry-after': '5' })
	};
	return { headers: Object.entries(headers).flat(), body };
}
