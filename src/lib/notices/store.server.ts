import { z } from 'zod';
import { parseInstant } from '$lib/platform/time/clock';
import { serviceClient, unwrap } from '$lib/platform/database/client.server';

const channel = z.enum(['sms', 'mail']);
type Channel = z.infer<typeof channel>;

export interface Message {
	channel: Channel;
	/** Sealed. */
	recipient: string;
	subject: string;
	body: string;
}

/** Null when it was sent, has expired or was emptied meanwhile. */
export async function takeMessage(id: number): Promise<Message | null> {
	const [row] = unwrap(await serviceClient().rpc('take_message', { message: id }));
	return row ? { ...row, channel: channel.parse(row.channel) } : null;
}

export async function markSent(id: number): Promise<void> {
	unwrap(await serviceClient().rpc('message_sent', { message: id }));
}

export async function markFailed(id: number, error: string): Promise<void> {
	unwrap(await serviceClient().rpc('message_failed', { message: id, error }));
}

export async function listMessages() {
	return unwrap(await serviceClient().rpc('list_outbox')).map((row) => ({
		id: row.id,
		kind: row.kind,
		channel: channel.parse(row.channel),
		recipient: row.recipient,
		subject: row.subject,
		body: row.body,
		createdAt: parseInstant(row.created_at)
	}));
}

export async function sweepMessages(): Promise<void> {
	unwrap(await serviceClient().rpc('sweep_outbox'));
}
