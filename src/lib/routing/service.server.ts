import { isDomainError } from '$lib/platform/errors';
import { log } from '$lib/platform/log/log.server';
import type { Session } from '$lib/domain/session';
import { readModel, type Reader } from './model.ts';
import { modelSchema, type Advice } from './schema.ts';
import { isWord, featuresOf } from './features.server.ts';
import * as store from './store.server.ts';
import { kinds, type Kind } from './training.server.ts';

/** Less likely than this is a guess, and no advice. */
const leastShare = 0.2;
const mostAdvised = 2;
const mostWords = 4;

const readers = new Map<Kind, { trainedAt: string; reader: Reader }>();

/** Reads models anew that were trained since the newest one known; in one round trip, which is empty nearly always. */
export async function refreshModels(actor: Session): Promise<void> {
	const newest = [...readers.values()]
		.map(({ trainedAt }) => trainedAt)
		.sort()
		.at(-1);
	const rows = await store.readModelsSince(actor, newest ?? null);
	for (const { kind, trained_at, model } of rows) {
		if (!isKind(kind) || readers.get(kind)?.trainedAt === trained_at) continue;
		readers.set(kind, { trainedAt: trained_at, reader: readModel(modelSchema.parse(JSON.parse(model))) });
	}
}

/** What decided issues say of this text, among the keys that may be chosen; nothing where no model stands or all are unlikely. */
export function adviseOn(
	kind: Kind,
	letter: { title: string; body: string },
	choices: readonly string[]
): Advice[] {
	const known = readers.get(kind);
	if (!known) return [];
	const may = new Set(choices);
	return known.reader
		.propose(featuresOf(letter), Number.POSITIVE_INFINITY)
		.filter(({ label, share }) => may.has(label) && share >= leastShare)
		.slice(0, mostAdvised)
		.map(({ label, share, reasons }) => ({
			key: label,
			share,
			words: reasons
				.map(({ feature }) => feature)
				.filter(isWord)
				.slice(0, mostWords)
		}));
}

/** Notes whether the officer followed the advice. A decision stands whether or not this can be noted. */
export async function noteDecision(
	actor: Session,
	issue: number,
	kind: Kind,
	proposed: string,
	decided: string
): Promise<void> {
	if (proposed === '') return;
	try {
		await store.noteRouting(actor, issue, kind, proposed, decided);
	} catch (error) {
		if (!isDomainError(error)) throw error;
		log.warn({ err: error }, 'what was advised could not be noted');
	}
}

export interface RoutingQuality {
	kind: Kind;
	trainedAt: string;
	/** Decisions that taught it. */
	examples: number;
	/** Shares, 0 to 1, of held-out decisions. */
	accuracy: number;
	accuracyOfThree: number;
	accuracyOfCommonest: number;
	/** In the last ninety days. */
	proposed: number;
	followed: number;
}

export interface RoutingMiss {
	kind: Kind;
	proposed: string;
	decided: string;
	times: number;
}

/** For administrators: how good the advice is, and what officers decided instead. */
export async function readRouting(
	actor: Session
): Promise<{ quality: RoutingQuality[]; misses: RoutingMiss[] }> {
	const [quality, misses] = await Promise.all([store.readQuality(actor), store.readMisses(actor)]);
	return {
		quality: quality.flatMap((row) =>
			isKind(row.kind)
				? {
						kind: row.kind,
						trainedAt: row.trained_at,
						examples: row.examples,
						accuracy: row.accuracy,
						accuracyOfThree: row.accuracy_of_three,
						accuracyOfCommonest: row.accuracy_of_commonest,
						proposed: row.proposed,
						followed: row.followed
					}
				: []
		),
		misses: misses.flatMap((row) => (isKind(row.kind) ? { ...row, kind: row.kind } : []))
	};
}

/** Has the worker learn from all decisions now. */
export function trainNow(actor: Session): Promise<void> {
	return store.startTraining(actor);
}

const isKind = (kind: string): kind is Kind => kinds.some((one) => one === kind);
