import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'smol-toml';
import { z } from 'zod';

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

const configFile = z.object({
	api: z.object({ port: z.number(), schemas: z.array(z.string()), max_rows: z.number() }),
	db: z.object({ port: z.number() }),
	storage: z.object({
		file_size_limit: z.string(),
		buckets: z
			.record(
				z.string(),
				z.object({
					public: z.boolean(),
					file_size_limit: z.string().optional(),
					allowed_mime_types: z.array(z.string()).optional()
				})
			)
			.optional()
	})
});
export type ProjectConfig = z.infer<typeof configFile>;

export function readProjectConfig(): ProjectConfig {
	return configFile.parse(parse(readFileSync(path.join(root, 'supabase/config.toml'), 'utf8')));
}

/** What a project elsewhere needs; with all five there is no embedded stack. */
const hostedNames = [
	'SUPABASE_URL',
	'SUPABASE_PUBLISHABLE_KEY',
	'SUPABASE_SECRET_KEY',
	'DATABASE_URL',
	'JWT_SECRET'
] as const;

export interface Settings {
	dataDir: string;
	host: string;
	ports: { app: number; api: number; db: number };
	/** The address that people type; links in mails and the origin check use it. */
	origin: string;
	demo: boolean;
	hosted: boolean;
}

export function readSettings(env: NodeJS.ProcessEnv = process.env): Settings {
	const project = readProjectConfig();
	const hosted = Boolean(env.SUPABASE_URL);
	const missing = hosted ? hostedNames.filter((name) => !env[name]) : [];
	if (missing.length > 0) {
		throw new Problem(
			`SUPABASE_URL is set, so no embedded database is started, but ${missing.join(', ')} ` +
				`${missing.length === 1 ? 'is' : 'are'} missing. Set what is missing, or unset SUPABASE_URL.`
		);
	}
	const ports = {
		app: port(env, 'PORT', 3000),
		api: port(env, 'API_PORT', project.api.port),
		db: port(env, 'DB_PORT', project.db.port)
	};
	const host = env.HOST ?? '127.0.0.1';
	return {
		dataDir: path.resolve(root, env.DATA_DIR ?? '.data'),
		host,
		ports,
		origin: env.PUBLIC_ORIGIN ?? env.ORIGIN ?? `http://127.0.0.1:${ports.app}`,
		demo: !hosted && env.DEMO !== '0',
		hosted
	};
}

function port(env: NodeJS.ProcessEnv, name: string, fallback: number): number {
	const text = env[name];
	if (!text) return fallback;
	const value = Number(text);
	if (!Number.isInteger(value) || value < 1 || value > 65535) {
		throw new Problem(`${name}=${text} is not a port. Give a whole number from 1 to 65535.`);
	}
	return value;
}

/** Something the person at the terminal can put right: its message is all they need to see. */
export class Problem extends Error {}
