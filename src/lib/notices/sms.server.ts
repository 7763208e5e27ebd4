import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { config } from '$lib/platform/config.server';
import { log } from '$lib/platform/log/log.server';

/**
 * The port to a text-message provider. `send` returns when the provider has taken the message and throws otherwise;
 * the worker then tries again. SMS_DRIVER names a module whose default export is one.
 */
export interface TextMessageDriver {
	send(number: string, text: string): Promise<void>;
}

/** Of the demo: the text can be read on the outbox page, so the log needs neither number nor text. */
const consoleDriver: TextMessageDriver = {
	send() {
		log.info('a text message waits in the outbox');
		return Promise.resolve();
	}
};

let loaded: Promise<TextMessageDriver> | undefined;

export function textMessageDriver(): Promise<TextMessageDriver> {
	return (loaded ??= load());
}

async function load(): Promise<TextMessageDriver> {
	const { smsDriver, demo } = config();
	if (smsDriver) {
		const module: { default: TextMessageDriver } = await import(pathToFileURL(path.resolve(smsDriver)).href);
		return module.default;
	}
	if (demo) return consoleDriver;
	throw new Error('SMS_DRIVER is not set: text messages wait in the outbox');
}
