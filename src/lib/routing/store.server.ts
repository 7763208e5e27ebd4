import { clientFor, unwrap } from '$lib/platform/database/client.server';
import type { Session } from '$lib/domain/session';
import type { Kind } from './training.server.ts';

export async function readModelsSince(actor: Session, known: string | null) {
	return unwrap(await clientFor(actor).rpc('routing_models_since', known === null ? {} : { known }));
}

export async function noteRouting(
	actor: Session,
	issue: number,
	kind: Kind,
	proposed: string,
	decided: string
): Promise<void> {
	unwrap(await clientFor(actor).rpc('note_routing', { issue, kind, proposed, decided }));
}

export async function readQuality(actor: Session) {
	return unwrap(await clientFor(actor).rpc('routing_quality'));
}

export async function readMisses(actor: Session) {
	return unwrap(await clientFor(actor).rpc('routing_misses'));
}

export async function startTraining(actor: Session): Promise<void> {
	unwrap(await clientFor(actor).rpc('train_routing'));
}
