import { createTransport, type Transporter } from 'nodemailer';
import { config } from '$lib/platform/config.server';
import { log } from '$lib/platform/log/log.server';

export interface Mailer {
	send(to: string, subject: string, text: string): Promise<void>;
	close(): void;
}

/** Mail over SMTP; connections are kept and shared. */
function smtpMailer(smtpUrl: string, from: string): Mailer {
	const transport: Transporter = createTransport(
		{ url: smtpUrl, pool: true, maxConnections: 4, connectionTimeout: 10_000, socketTimeout: 20_000 },
		{ from }
	);
	return {
		async send(to, subject, text) {
			await transport.sendMail({ to: { name: '', address: to }, subject, text });
		},
		close: () => transport.close()
	};
}

/** Of the demo without SMTP_URL: mail can be read on the outbox page. */
const outboxMailer: Mailer = {
	send() {
		log.info('a mail waits in the outbox');
		return Promise.resolve();
	},
	close() {}
};

let current: Mailer | undefined;

export function mailer(): Mailer {
	const { smtpUrl, mailFrom, demo } = config();
	if (smtpUrl) return (current ??= smtpMailer(smtpUrl, mailFrom));
	if (demo) return outboxMailer;
	throw new Error('SMTP_URL is not set: mail waits in the outbox');
}

export function closeMailer(): void {
	current?.close();
	current = undefined;
}
