import { describe, expect, it, vi } from 'vitest';

vi.stubEnv('SUPABASE_URL', 'http://127.0.0.1:1');
vi.stubEnv('SUPABASE_PUBLISHABLE_KEY', 'publishable');
vi.stubEnv('SUPABASE_SECRET_KEY', 'secret');
vi.stubEnv('JWT_SECRET', 'a secret of at least thirty-two letters');
const keys = await import('./keys.server');
const credentials = await import('./credentials.server');

describe('keyed hashes', () => {
	it('are stable, and differ by kind, value and purpose', () => {
		const hashes = [
			keys.hashIdentifier('phone', '13800000001'),
			keys.hashIdentifier('phone', '13800000002'),
			keys.hashIdentifier('mail', 'a@example.org'),
			keys.hashIdentifier('staff_mail', 'a@example.org'),
			keys.hashNetwork('13800000001'),
			keys.hashToken('13800000001')
		];
		expect(new Set(hashes).size).toBe(hashes.length);
		expect(keys.hashIdentifier('phone', '13800000001')).toBe(hashes[0]);
		for (const hash of hashes) expect(hash).toMatch(/^[0-9a-f]{64}$/);
	});

	it('tie a code to its challenge', () => {
		expect(keys.hashCode('one', '123456')).not.toBe(keys.hashCode('other', '123456'));
	});

	it('make codes of six digits', () => {
		for (let i = 0; i < 200; i++) expect(keys.newCode()).toMatch(/^\d{6}$/);
	});
});

describe('sealing', () => {
	it('gives back what was sealed, never twice the same', () => {
		const sealed = keys.seal('张@example.org');
		expect(keys.unseal(sealed)).toBe('张@example.org');
		expect(keys.seal('张@example.org')).not.toBe(sealed);
		expect(sealed).not.toContain('example');
	});

	it('notices every change', () => {
		const sealed = keys.seal('13800000001');
		const bytes = Buffer.from(sealed.slice(3), 'base64url');
		for (let place = 0; place < bytes.length; place++) {
			const changed = Buffer.from(bytes);
			changed[place] = (changed[place] ?? 0) ^ 1;
			expect(() => keys.unseal(`v1.${changed.toString('base64url')}`)).toThrow();
		}
		expect(() => keys.unseal('13800000001')).toThrow();
	});
});

describe('passwords', () => {
	it('are argon2id, and right only for themselves', async () => {
		const stored = await credentials.hashPassword('三条河边的老柳树');
		expect(stored).toMatch(/^\$argon2id\$/);
		expect(await credentials.isPasswordRight('三条河边的老柳树', stored)).toBe(true);
		expect(await credentials.isPasswordRight('三条河边的老柳', stored)).toBe(false);
	});

	it('take about as long to refuse when there is no account', async () => {
		const stored = await credentials.hashPassword('right');
		await credentials.isPasswordRight('warm', null);
		const took = { known: [] as number[], unknown: [] as number[] };
		// In turns, so that a busy machine slows both alike.
		for (let i = 0; i < 11; i++) {
			for (const [samples, of] of [
				[took.known, stored],
				[took.unknown, null]
			] as const) {
				const began = performance.now();
				expect(await credentials.isPasswordRight('wrong', of)).toBe(false);
				samples.push(performance.now() - began);
			}
		}
		const median = (samples: number[]) => samples.sort((a, b) => a - b)[5] ?? 0;
		const [known, unknown] = [median(took.known), median(took.unknown)];
		expect(unknown / known).toBeGreaterThan(0.5);
		expect(unknown / known).toBeLessThan(2);
	});
});

describe('the authenticator', () => {
	const secret = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXA';
	const now = 1_790_000_015_000;
	const step = Math.floor(now / 30_000);

	it('accepts the step before, this one and the next, and no other', () => {
		for (const [ahead, expected] of [
			[-2, null],
			[-1, step - 1],
			[0, step],
			[1, step + 1],
			[2, null]
		] as const) {
			const code = credentials.totpCode(secret, now + ahead * 30_000);
			expect(credentials.totpStep(secret, code, now), `${ahead} ahead`).toBe(expected);
		}
		expect(credentials.totpStep(secret, '12345', now)).toBeNull();
	});

	it('gets one secret per invitation, the same at every look', () => {
		expect(credentials.enrolmentSecret('one')).toBe(credentials.enrolmentSecret('one'));
		expect(credentials.enrolmentSecret('one')).not.toBe(credentials.enrolmentSecret('other'));
		expect(credentials.enrolmentSecret('one')).toMatch(/^[A-Z2-7]{32}$/);
		expect(credentials.totpUri(secret, 'a@example.org')).toMatch(
			/^otpauth:\/\/totp\/Dianti:a%40example\.org\?/
		);
	});
});
