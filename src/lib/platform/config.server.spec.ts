import { expect, it } from 'vitest';
import { parseConfig } from './config.server';

const complete = {
	SUPABASE_URL: 'http://127.0.0.1:54321',
	SUPABASE_PUBLISHABLE_KEY: 'publishable',
	SUPABASE_SECRET_KEY: 'secret',
	JWT_SECRET: 'x'.repeat(32)
};

it('names every variable that is missing, and no value', () => {
	const broken = { ...complete, SUPABASE_URL: 'nonsense', JWT_SECRET: '' };
	expect(() => parseConfig(broken)).toThrow(/SUPABASE_URL, JWT_SECRET/);
	expect(() => parseConfig(broken)).not.toThrow(/nonsense/);
});

it('shows the demo only when asked', () => {
	expect(parseConfig(complete).demo).toBe(false);
	expect(parseConfig({ ...complete, DEMO: '1' }).demo).toBe(true);
});

it('takes the public origin without its last slash', () => {
	expect(parseConfig({ ...complete, PUBLIC_ORIGIN: 'https://dianti.test/' }).origin).toBe(
		'https://dianti.test'
	);
});
