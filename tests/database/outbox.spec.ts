import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { SMTPServer } from 'smtp-server';
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import { openStack } from '../support/stack.ts';
import { endWorker, startWorker } from '../support/worker.ts';

const stack = await openStack();
const { sql } = stack;
Object.assign(process.env, stack.env);
const { seal } = await import('../../src/lib/accounts/keys.server.ts');

interface Mail {
	to: string;
	subject: string;
	text: string;
}

/** A mail server of our own; `beforeAnswer` runs between taking a mail and saying so. */
async function openMailServer() {
	const received: Mail[] = [];
	const post = { received, beforeAnswer: () => Promise.resolve() };
	const server = new SMTPServer({
		authOptional: true,
		disabledCommands: ['STARTTLS'],
		onData(stream, session, callback) {
			const chunks: Buffer[] = [];
			stream.on('data', (chunk: Buffer) => chunks.push(chunk));
			stream.on('end', () => {
				received.push(
					readMail(Buffer.concat(chunks).toString('utf8'), session.envelope.rcptTo[0]?.address ?? '')
				);
				post.beforeAnswer().then(() => callback(), callback);
			});
		}
	});
	server.on('error', () => undefined);
	server.listen(0, '127.0.0.1');
	await once(server.server, 'listening');
	afterAll(() => new Promise<void>((resolve) => server.close(() => resolve())));
	const address = server.server.address();
	const port = typeof address === 'object' && address ? address.port : 0;
	return { ...post, post, url: `smtp://127.0.0.1:${port}` };
}

function readMail(source: string, to: string): Mail {
	const [head = '', body = ''] = source.split(/\r\n\r\n/, 2);
	const subject = /^Subject: (.*(?:\r\n\s.*)*)/m.exec(head)?.[1] ?? '';
	const isBase64 = /^Content-Transfer-Encoding: base64/im.test(head);
	return {
		to,
		subject: subject
			.replace(/\r\n\s/g, ' ')
			.replace(/=\?UTF-8\?B\?([^?]*)\?=\s?/gi, (_, b64: string) =>
				Buffer.from(b64, 'base64').toString('utf8')
			),
		text: isBase64 ? Buffer.from(body, 'base64').toString('utf8') : body
	};
}

const workers = new Set<ChildProcess>();
afterEach(async () => {
	for (const worker of workers) await end(worker, 'SIGKILL');
	await sql`delete from graphile_worker._private_jobs`;
});

function startWorkerFor(smtpUrl: string): ChildProcess {
	const worker = startWorker({
		...process.env,
		...stack.env,
		SMTP_URL: smtpUrl,
		DEMO: '0',
		VITEST: '',
		LOG_LEVEL: 'error'
	});
	workers.add(worker);
	return worker;
}

function end(worker: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
	workers.delete(worker);
	return endWorker(worker, signal);
}

async function queue(mail: string, subject: string, body: string, urgent = false): Promise<number> {
	const [row] = await sql`
		select private.send_message('test', 'mail', ${seal(mail)}, ${subject}, ${body}, ${urgent}) as id`;
	return Number(row?.id);
}
const isSent = async (id: number) =>
	(await sql`select from private.outbox where id = ${id} and sent_at is not null`).length === 1;
const patiently = { timeout: 60_000, interval: 200 };

describe('the worker', () => {
	it('sends mail over SMTP, Chinese and all, and stops when told to', { timeout: 90_000 }, async () => {
		const mail = await openMailServer();
		const worker = startWorkerFor(mail.url);
		const id = await queue(
			'zhang@example.org',
			'点题登录验证码',
			'您的登录验证码是 123456。\n请勿告诉他人。'
		);
		await vi.waitFor(async () => expect(await isSent(id)).toBe(true), patiently);
		expect(mail.received).toHaveLength(1);
		expect(mail.received[0]).toMatchObject({ to: 'zhang@example.org', subject: '点题登录验证码' });
		expect(mail.received[0]?.text).toContain('您的登录验证码是 123456。');
		expect(await end(worker, 'SIGTERM')).toBe(0);
	});

	it(
		'killed between sending and marking, sends again: twice is allowed, never is not',
		{ timeout: 120_000 },
		async () => {
			const mail = await openMailServer();
			const first = startWorkerFor(mail.url);
			// The mail is taken and the answer never comes.
			mail.post.beforeAnswer = () => new Promise(() => undefined);
			const id = await queue('li@example.org', 'once', 'or twice');
			await vi.waitFor(() => expect(mail.received).toHaveLength(1), patiently);
			await end(first, 'SIGKILL');
			expect(await isSent(id)).toBe(false);

			mail.post.beforeAnswer = () => Promise.resolve();
			startWorkerFor(mail.url);
			await vi.waitFor(async () => expect(await isSent(id)).toBe(true), patiently);
			expect(mail.received).toHaveLength(2);
		}
	);

	it('beside another worker sends every mail once', { timeout: 120_000 }, async () => {
		const mail = await openMailServer();
		const ids = await Promise.all(
			Array.from({ length: 60 }, (_, n) => queue(`p${n}@example.org`, `mail ${n}`, 'body'))
		);
		startWorkerFor(mail.url);
		startWorkerFor(mail.url);
		const unsent = () => sql`select from private.outbox where id = any (${ids}) and sent_at is null`;
		await vi.waitFor(async () => expect(await unsent()).toHaveLength(0), patiently);
		expect(new Set(mail.received.map(({ to }) => to)).size).toBe(60);
		expect(mail.received).toHaveLength(60);
	});

	it('lets a fresh sign-in code overtake queued bulk mail', { timeout: 120_000 }, async () => {
		const mail = await openMailServer();
		mail.post.beforeAnswer = () => new Promise((resolve) => setTimeout(resolve, 20));
		const bulk = seal('all@example.org');
		await sql`select private.send_message('news', 'mail', ${bulk}, 'news ' || n, 'body') from generate_series(1, 400) n`;
		startWorkerFor(mail.url);
		await vi.waitFor(() => expect(mail.received.length).toBeGreaterThan(20), patiently);
		const before = mail.received.length;
		await queue('urgent@example.org', 'code', '123456', true);
		await vi.waitFor(() => expect(mail.received.some(({ subject }) => subject === 'code')).toBe(true), {
			timeout: 10_000,
			interval: 50
		});
		const place = mail.received.findIndex(({ subject }) => subject === 'code');
		expect(place - before).toBeLessThan(100);
	});

	it('keeps what could not be sent, with a reason that names nobody', { timeout: 90_000 }, async () => {
		startWorkerFor('smtp://127.0.0.1:1');
		const id = await queue('wang@example.org', 'subject', 'body');
		await vi.waitFor(async () => {
			const [row] = await sql`select last_error from private.outbox where id = ${id}`;
			expect(row?.last_error).toMatch(/ECONNREFUSED/);
			expect(row?.last_error).not.toContain('wang');
		}, patiently);
		await vi.waitFor(async () => {
			const [job] = await sql`
				select last_error is not null and run_at > updated_at as later
				from graphile_worker.jobs where key = ${`send_message:${id}`}`;
			expect(job?.later).toBe(true);
		}, patiently);
		expect(await isSent(id)).toBe(false);
	});
});

describe('a message', () => {
	it('that has expired is not sent, and is emptied a day after it was sent', async () => {
		const service = stack.clientFor('service');
		const id = await queue('late@example.org', 'late', 'body');
		await sql`update private.outbox set expires_at = now() - interval '1 second' where id = ${id}`;
		expect((await service.rpc('take_message', { message: id })).data).toEqual([]);
		await sql`update private.outbox set expires_at = null, sent_at = now() - interval '25 hours' where id = ${id}`;
		await service.rpc('sweep_outbox');
		const [row] = await sql`select body, recipient, subject from private.outbox where id = ${id}`;
		expect(row).toEqual({ body: null, recipient: null, subject: '' });
	});
});
