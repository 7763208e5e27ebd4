import { errors, jwtVerify, type JWTPayload } from 'jose';

const roles = new Set(['anon', 'authenticated', 'service_role']);
const mostKept = 2_000;

export interface Claims extends JWTPayload {
	role: string;
}

/** What a token says, or the code and sentence to refuse it with. */
export type Reading = { claims: Claims } | { code: 'PGRST301' | 'PGRST303'; message: string };

/** Verifies this project's tokens. A signature is checked once per token, the expiry every time. */
export function tokenReader(jwtSecret: string): (token: string) => Reading | Promise<Reading> {
	const key = new TextEncoder().encode(jwtSecret);
	const verified = new Map<string, Claims>();

	async function verify(token: string): Promise<Reading> {
		try {
			const { payload } = await jwtVerify(token, key, { algorithms: ['HS256'] });
			const { role } = payload;
			if (typeof role !== 'string' || !roles.has(role)) {
				return { code: 'PGRST301', message: 'The token names no role of this project' };
			}
			const claims = { ...payload, role };
			if (verified.size >= mostKept) verified.clear();
			verified.set(token, claims);
			return { claims };
		} catch (error) {
			return error instanceof errors.JWTExpired
				? { code: 'PGRST303', message: 'JWT expired' }
				: { code: 'PGRST301', message: 'The token is not valid' };
		}
	}

	return (token) => {
		const claims = verified.get(token);
		if (!claims) return verify(token);
		if (claims.exp === undefined || claims.exp * 1000 > Date.now()) return { claims };
		verified.delete(token);
		return verify(token);
	};
}

/** The token of a request: its bearer's, else the project key. */
export function tokenOf(authorization: string | undefined, apikey: string | undefined): string | undefined {
	return authorization?.match(/^Bearer\s+(\S+)$/i)?.[1] ?? apikey;
}
