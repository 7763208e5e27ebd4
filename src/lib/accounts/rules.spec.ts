import { describe, expect, it } from 'vitest';
import { deviceLabel, maskIdentifier, networkOf } from './rules';

describe('what is shown of a contact', () => {
	it('is enough to recognise one’s own', () => {
		expect(maskIdentifier('phone', '13812345678')).toBe('138****5678');
		expect(maskIdentifier('mail', 'zhang@example.org')).toBe('z***@example.org');
	});
});

describe('the network that attempts are counted by', () => {
	it('is an IPv4 address as it is, also inside IPv6', () => {
		expect(networkOf('203.0.113.7')).toBe('203.0.113.7');
		expect(networkOf('::ffff:203.0.113.7')).toBe('203.0.113.7');
	});

	it('is the household’s /64 of an IPv6 address, however it is written', () => {
		expect(networkOf('2001:db8:1:2:aaaa:bbbb:cccc:dddd')).toBe('2001:db8:1:2');
		expect(networkOf('2001:0DB8:0001:0002::1')).toBe('2001:db8:1:2');
		expect(networkOf('2001:db8::1')).toBe('2001:db8:0:0');
		expect(networkOf('::1')).toBe('0:0:0:0');
		expect(networkOf('fe80::1%eth0')).toBe('fe80:0:0:0');
	});
});

describe('a device in the list of sessions', () => {
	it.each([
		['Mozilla/5.0 (Linux; Android 14) Chrome/120 Mobile Safari/537.36 MicroMessenger/8.0', '微信 · Android'],
		['Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/120 Safari/537.36 Edg/120', 'Edge · Windows'],
		['Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Version/17.0 Safari/604.1', 'Safari · iPhone'],
		['curl/8', ''],
		[null, '']
	])('%s → %s', (agent, label) => expect(deviceLabel(agent)).toBe(label));
});
