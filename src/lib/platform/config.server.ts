import { z } from 'zod';

const configSchema = z.object({
	SUPABASE_URL: z.url(),
	SUPABASE_PUBLISHABLE_KEY: z.string().min(1),
	SUPABASE_SECRET_KEY: z.string().min(1),
	JWT_SECRET: z.string().min(32),
	IDENTIFIER_KEY: z.string().min(32).optional(),
	DATABASE_URL: z.string().min(1).optional(),
	DEMO: z.enum(['0', '1']).default('0'),
	SMTP_URL: z.string().min(1).optional(),
	SMS_DRIVER: z.string().min(1).optional(),
	MAIL_FROM: z.string().min(3).default('点题 <noreply@localhost>'),
	PUBLIC_ORIGIN: z.url().optional(),
	APP_VERSION: z.string().default('0.1.0')
});

export interface Config {
	supabaseUrl: string;
	publishableKey: string;
	secretKey: string;
	jwtSecret: string;
	/**
	 * What phones and mails are hashed and sealed with. It must outlive every change of JWT_SECRET, or nobody is found
	 * again: set IDENTIFIER_KEY before the first account, or keep JWT_SECRET.
	 */
	identifierKey: string;
	/** Worker and migrations only; the app itself reaches data through the Data API. */
	databaseUrl: string | null;
	demo: boolean;
	smtpUrl: string | null;
	/** A module whose default export is a TextMessageDriver (lib/notices/sms.server.ts). */
	smsDriver: string | null;
	mailFrom: string;
	/** Where the public reaches the portal, without a slash at the end; null when the request has to tell. */
	origin: string | null;
	version: string;
}

export function parseConfig(env: Record<string, string | undefined>): Config {
	const filled = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
	const parsed = configSchema.safeParse({ ...filled, PUBLIC_ORIGIN: filled.PUBLIC_ORIGIN ?? filled.ORIGIN });
	if (!parsed.success) {
		const names = [...new Set(parsed.error.issues.map((issue) => issue.path.join('.')))];
		throw new Error(
			`Missing or invalid environment: ${names.join(', ')}. Start with "npm start", or set them (docs/operations.md).`
		);
	}
	const { data } = parsed;
	return {
		supabaseUrl: data.SUPABASE_URL,
		publishableKey: data.SUPABASE_PUBLISHABLE_KEY,
		secretKey: data.SUPABASE_SECRET_KEY,
		jwtSecret: data.JWT_SECRET,
		identifierKey: data.IDENTIFIER_KEY ?? data.JWT_SECRET,
		databaseUrl: data.DATABASE_URL ?? null,
		demo: data.DEMO === '1',
		smtpUrl: data.SMTP_URL ?? null,
		smsDriver: data.SMS_DRIVER ?? null,
		mailFrom: data.MAIL_FROM,
		origin: data.PUBLIC_ORIGIN?.replace(/\/+$/, '') ?? null,
		version: data.APP_VERSION
	};
}

let read: Config | undefined;

/** Read once, at first use rather than at import, so that a build needs no environment. */
export function config(): Config {
	return (read ??= parseConfig(process.env));
}
