import { jwtVerify } from 'jose';
import { describe, expect, it } from 'vitest';
import { tokenMinter } from './token.server';

const secret = 'a secret of at least thirty-two letters';
const session = { id: 's1', accountId: '00000000-0000-4000-8000-000000000001' };

describe('tokenMinter', () => {
	it('names the account and the session, and lives for a minute', async () => {
		const token = await tokenMinter(session, secret)();
		const { payload } = await jwtVerify(token, new TextEncoder().encode(secret), {
			audience: 'authenticated'
		});
		expect(payload).toMatchObject({ role: 'authenticated', sub: session.accountId, session_id: 's1' });
		expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBeLessThanOrEqual(60);
	});

	it('hands out the same token until shortly before it ends', async () => {
		let now = 1_800_000_000_000;
		const mint = tokenMinter(session, secret, () => now);
		const first = await mint();
		now += 40_000;
		expect(await mint()).toBe(first);
		now += 6_000;
		expect(await mint()).not.toBe(first);
	});
});
