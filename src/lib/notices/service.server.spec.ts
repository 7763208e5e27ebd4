import { expect, it } from 'vitest';
import { withoutAddresses } from './service.server';

it('keeps addresses and numbers of persons out of a reason', () => {
	expect(withoutAddresses('550 <zhang@example.org> unknown, call 13800000001')).toBe(
		'550 <***> unknown, call ***'
	);
	expect(withoutAddresses('connect ECONNREFUSED 127.0.0.1:25')).toBe('connect ECONNREFUSED 127.0.0.1:25');
});
