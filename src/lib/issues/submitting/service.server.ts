import { encodePictures, storePictures } from '$lib/issues/pictures/service.server';
import type { Session } from '$lib/platform/session';
import { prepareIssue } from './prepare.server.ts';
import type { CollectorSubmission, ResidentSubmission } from './schema.ts';
import { insertIssue, type NewIssue } from './store.server.ts';

export interface Submitted {
	issueId: number;
	/** Pictures that the object store did not take; the text is in. */
	picturesLost: number;
}

/**
 * Takes a resident's issue. The same submission_key answers with the issue that it made. Pictures are looked at
 * before anything is written, so a bad one is refused while the form still holds everything.
 */
export async function submitIssue(session: Session, input: ResidentSubmission): Promise<Submitted> {
	return submit(session, input, {
		...(input.name_form === 'surname' ? { author_shown: `${input.surname}**` } : {})
	});
}

/** Takes what a collector enters on a resident's behalf; the database asks for the role in that region. */
export async function enterIssue(session: Session, input: CollectorSubmission): Promise<Submitted> {
	return submit(session, input, {
		channel: input.channel,
		...(input.external_id ? { external_id: input.external_id } : {}),
		...(input.told_level ? { told_level: input.told_level } : {}),
		...(input.told_on ? { told_at: `${input.told_on}T12:00:00+08:00` } : {})
	});
}

async function submit(
	session: Session,
	input: ResidentSubmission | CollectorSubmission,
	how: Partial<NewIssue>
): Promise<Submitted> {
	const pictures = await encodePictures(input.pictures);
	const issueId = await insertIssue(session, {
		...prepareIssue(input.title, input.body),
		region: input.region,
		category: input.category,
		submission_key: input.submission_key,
		...how
	});
	return { issueId, picturesLost: await storePictures(session, issueId, pictures) };
}
