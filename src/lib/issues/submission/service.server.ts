import { encodePictures, storePictures } from '$lib/issues/pictures/service.server';
import { log } from '$lib/platform/log/log.server';
import type { Session } from '$lib/domain/session';
import type { SimilarCard } from '$lib/similar/rules';
import { findSimilarToNew } from '$lib/similar/service.server';
import { prepareIssue } from './prepare.server.ts';
import type { CollectorSubmission, ResidentSubmission } from './schema.ts';
import { insertIssue, type NewIssue } from './store.server.ts';

export interface Submitted {
	issueId: number;
	/** Pictures that the object store did not take; the text is in. */
	picturesLost: number;
}

/**
 * Takes a resident's issue, or what a collector enters for one. The same submission_key answers with the issue that it
 * made. Pictures are looked at before anything is written, so a bad one is refused while the form still holds everything.
 */
export async function submitIssue(
	session: Session,
	input: ResidentSubmission | CollectorSubmission
): Promise<Submitted> {
	const pictures = await encodePictures(input.pictures);
	const issueId = await insertIssue(session, {
		...prepareIssue(input),
		region: input.region,
		category: input.category,
		submission_key: input.submission_key,
		...(isEntry(input) ? origin(input) : author(input))
	});
	return { issueId, picturesLost: await storePictures(session, issueId, pictures) };
}

/** Who told the same before, as far as it is found at once: looking must never keep anybody from submitting. */
export async function findReportedBefore(
	session: Session,
	{ title, body, region }: ResidentSubmission | CollectorSubmission,
	address: string
): Promise<SimilarCard[]> {
	try {
		return (await findSimilarToNew(session, { title, text: body, region }, address)) ?? [];
	} catch (error) {
		log.warn({ err: error }, 'nobody could be found who told the same before');
		return [];
	}
}

function isEntry(input: ResidentSubmission | CollectorSubmission): input is CollectorSubmission {
	return 'channel' in input;
}

function author({ name_form, surname }: ResidentSubmission): Partial<NewIssue> {
	return name_form === 'surname' ? { author_shown: `${surname}**` } : {};
}

function origin({ channel, external_id, told_level, told_on }: CollectorSubmission): Partial<NewIssue> {
	return {
		channel,
		...(external_id ? { external_id } : {}),
		...(told_level ? { told_level } : {}),
		...(told_on ? { told_at: `${told_on}T12:00:00+08:00` } : {})
	};
}
