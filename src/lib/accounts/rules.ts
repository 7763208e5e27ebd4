import type { IdentifierKind } from './schema';

/** 138****0001 or l***@example.org: enough to recognise one's own, too little to call anybody. */
export function maskIdentifier(kind: IdentifierKind | 'staff_mail', value: string): string {
	if (kind === 'phone') return `${value.slice(0, 3)}****${value.slice(-4)}`;
	const [name = '', host = ''] = value.split('@');
	return `${name.slice(0, 1)}***@${host}`;
}

/** What the list of sessions calls a browser: `Chrome · Windows`. Coarse on purpose. */
export function deviceLabel(userAgent: string | null): string {
	const agent = userAgent ?? '';
	const browser = browsers.find(([mark]) => agent.includes(mark))?.[1];
	const system = systems.find(([mark]) => agent.includes(mark))?.[1];
	return [browser, system].filter(Boolean).join(' · ');
}

// The first mark that fits names it: every browser also calls itself what it descends from.
const browsers = [
	['MicroMessenger', '微信'],
	['AlipayClient', '支付宝'],
	['HuaweiBrowser', 'Huawei Browser'],
	['MiuiBrowser', 'Mi Browser'],
	['UCBrowser', 'UC'],
	['QQBrowser', 'QQ Browser'],
	['Edg', 'Edge'],
	['Firefox', 'Firefox'],
	['Chrome', 'Chrome'],
	['Safari', 'Safari']
] as const;

const systems = [
	['HarmonyOS', 'HarmonyOS'],
	['Android', 'Android'],
	['iPhone', 'iPhone'],
	['iPad', 'iPad'],
	['Windows', 'Windows'],
	['Mac OS X', 'macOS'],
	['Linux', 'Linux']
] as const;

/** The network that attempts are counted by: an IPv4 address, or the /64 that an IPv6 household owns. */
export function networkOf(address: string): string {
	const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
	if (mapped) return mapped;
	if (!address.includes(':')) return address;
	const [head = '', tail] = address.toLowerCase().split('%')[0]?.split('::') ?? [];
	const left = head === '' ? [] : head.split(':');
	const right = tail ? tail.split(':') : [];
	const gap = tail === undefined ? 0 : Math.max(0, 8 - left.length - right.length);
	const groups = [...left, ...Array<string>(gap).fill('0'), ...right];
	return groups
		.slice(0, 4)
		.map((group) => group.replace(/^0+(?=.)/, ''))
		.join(':');
}
