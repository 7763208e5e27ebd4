import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { SignJWT } from 'jose';
import { z } from 'zod';

const stored = z.object({
	jwtSecret: z.string().min(32),
	superuserPassword: z.string(),
	ownerPassword: z.string(),
	authenticatorPassword: z.string()
});
export type Secrets = z.infer<typeof stored>;

/** Made once for each data folder, readable by its owner only. */
export function readSecrets(dataDir: string, jwtSecret?: string): Secrets {
	const file = path.join(dataDir, 'secrets.json');
	let secrets: Secrets;
	try {
		secrets = stored.parse(JSON.parse(readFileSync(file, 'utf8')));
	} catch (error) {
		if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
		secrets = {
			jwtSecret: randomBytes(48).toString('base64url'),
			superuserPassword: randomBytes(24).toString('base64url'),
			ownerPassword: randomBytes(24).toString('base64url'),
			authenticatorPassword: randomBytes(24).toString('base64url')
		};
		mkdirSync(dataDir, { recursive: true });
		writeFileSync(file, JSON.stringify(secrets, null, '\t'), { mode: 0o600 });
	}
	return jwtSecret ? { ...secrets, jwtSecret } : secrets;
}

/** The two project keys, as a hosted project has them: tokens of a role, valid for ten years. */
export async function projectKeys(jwtSecret: string): Promise<{ publishable: string; secret: string }> {
	const key = new TextEncoder().encode(jwtSecret);
	const sign = (role: string) =>
		new SignJWT({ role, iss: 'supabase' })
			.setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
			.setIssuedAt(1767225600)
			.setExpirationTime(2082758400)
			.sign(key);
	return { publishable: await sign('anon'), secret: await sign('service_role') };
}
