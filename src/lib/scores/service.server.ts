import { localDay } from '$lib/platform/time/clock';
import { DomainError } from '$lib/platform/errors';
import { cached } from '$lib/platform/cache/cached';
import type { Session } from '$lib/domain/session';
import { prepareText } from '$lib/text/prepare.server';
import { publishableFrom } from './rules.ts';
import type { Payload, PeriodInput, Publication, PublishInput } from './schema.ts';
import * as store from './store.server.ts';

const newest = cached(30, (limit: number) => store.readPublications(limit), {
	until: ['scores', 'reference']
});

/** The newest published scores; up to half a minute old. */
export function listPublications(limit = 50) {
	return newest(limit);
}

export async function publicationOf(id: number): Promise<Publication> {
	const publication = Number.isSafeInteger(id) && id > 0 ? await store.readPublication(id) : null;
	if (!publication) throw new DomainError('publication_not_found', 404);
	return publication;
}

/** The frozen JSON of a publication or of one of its corrections, byte for byte. */
export async function documentOf(publication: number, correction: number | null): Promise<string> {
	const valid = [publication, correction ?? 1].every((id) => Number.isSafeInteger(id) && id > 0);
	const text = valid ? await store.readDocument(publication, correction) : null;
	if (text === null) throw new DomainError('publication_not_found', 404);
	return text;
}

/** What would be published; also shown for a period that is still too young. */
export async function previewScores(actor: Session, period: PeriodInput): Promise<Payload> {
	if (period.to < period.from) throw new DomainError('period_invalid', 422, { field: 'from' });
	return store.previewScores(actor, period);
}

export function isTooYoung(period: PeriodInput, now = new Date()): boolean {
	return localDay(now) < publishableFrom(period.to);
}

export async function publishScores(actor: Session, input: PublishInput): Promise<number> {
	const id = await store.publishScores(actor, { ...input, note: prepareText(input.note).masked });
	newest.clear();
	return id;
}

export async function correctScores(actor: Session, publication: number, note: string): Promise<number> {
	const id = await store.correctScores(actor, publication, prepareText(note).masked);
	newest.clear();
	return id;
}
