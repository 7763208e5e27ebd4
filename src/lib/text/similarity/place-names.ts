const KINDS =
	'步行街|大道|公路|国道|省道|小区|花园|公寓|社区|街道|小学|中学|大学|学院|学校|幼儿园|卫生院|医院|广场|公园|市场|超市|大桥|水库|工业园|' +
	'新城|国际|名都|家园|新村|山庄|佳苑|雅苑|路|街|巷|苑|村|镇|乡|桥|厂|庭|府|湾|城|寨|组|站|坝|塘|院';
/** Words before a name that are none of it. */
const BEFORE =
	/^.*(?:[在到从往至和与及的了是把被向对由给过跟进出去住这那该本我你他们个条上下里外]|位于|附近|投诉|举报|关于|反映|咨询|请求|建议|希望|号|区|市|县|省)/u;
const COMMON =
	/^(?:一|二|两|几|每|各|全|新|老|大|小|修|水泥|马|公|铁|道|高速|人行|十字|农|乡|自来水|下|旧|多|半|某|整|走|让|回|进|出|当地|附近|这|该|本|沿|沿江|中|外|内|后|前|居民|商业|住宅|老旧|有关|下水|油|泥巴|泥|砂石|烂|断头|主|主干|支|通村|乡村|农村|网|电|线|思|门|出|销|公交车|公交|火车|地铁|汽车|加油|垃圾|工|药|开发商|政|政府|法|住|学|医)$/u;
const CODE = /[a-z]{1,3}\d{1,4}[区县市镇村]?|(?<![\da-z])\d{1,4}(?:路公交|号线|路车|县道|国道|省道)/gu;
const NAMED = new RegExp(`(?=([\\u4e00-\\u9fff\\da-z]{1,6}?)(${KINDS}))`, 'gu');

/** The cores of names that stand in a folded text, without their kind: 桂香 of 桂香路. */
export function placeNamesIn(folded: string): Set<string> {
	const found = new Set<string>();
	for (const [code] of folded.matchAll(CODE)) found.add(code);
	for (const [, before] of folded.matchAll(NAMED)) {
		const core = (before ?? '').replace(BEFORE, '').slice(-4);
		if (core.length >= 2 && !COMMON.test(core)) found.add(core);
	}
	return found;
}
