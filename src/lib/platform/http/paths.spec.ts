import { expect, it } from 'vitest';
import { pathOfThisSite } from './paths';

it.each(['/issues?page=2', '/en/me'])('leads back to %s', (path) => {
	expect(pathOfThisSite(path)).toBe(path);
});

it.each([
	'//evil.test/x',
	'/\\evil.test',
	'https://evil.test',
	'javascript:alert(1)',
	'/\t/evil.test',
	'',
	null
])('does not follow %j', (path) => {
	expect(pathOfThisSite(path, '/me')).toBe('/me');
});
