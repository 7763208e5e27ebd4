import { unseal } from '$lib/accounts/keys.server';
import { config } from '$lib/platform/config.server';
import { DomainError } from '$lib/platform/errors';
import { mailer } from './mail.server';
import { textMessageDriver } from './sms.server';
import * as store from './store.server';

/**
 * Sends one message of the outbox and marks it. Killed in between, it is sent again: twice is a nuisance, never is a
 * person locked out. Throws when it could not be sent, so that the worker comes back to it.
 */
export async function sendMessage(id: number): Promise<void> {
	const message = await store.takeMessage(id);
	if (!message) return;
	const failure = await deliver(message).then(() => null, reasonOf);
	if (failure !== null) {
		await store.markFailed(id, failure);
		// Not the error itself: mail servers repeat the address, and this ends in the log.
		throw new Error(`message ${id} was not sent: ${failure}`);
	}
	await store.markSent(id);
}

async function deliver({ channel, recipient, subject, body }: store.Message): Promise<void> {
	const to = unseal(recipient);
	if (channel === 'mail') return mailer().send(to, subject, body);
	const driver = await textMessageDriver();
	return driver.send(to, body);
}

function reasonOf(error: unknown): string {
	return withoutAddresses(error instanceof Error ? error.message : String(error));
}

export function withoutAddresses(text: string): string {
	return text.replace(/[^\s<>@]+@[^\s<>@]+/g, '***').replace(/\d{6,}/g, '***');
}

/** The outbox page: in the demo town only, where every number is invented. */
export async function readOutbox() {
	if (!config().demo) throw new DomainError('not_found', 404);
	const messages = await store.listMessages();
	return messages.map((message) => ({ ...message, recipient: unseal(message.recipient) }));
}

export async function sweepOutbox(): Promise<void> {
	await store.sweepMessages();
}
