import type { Chronicle } from './chronicle.ts';

/** The same kind of trouble, told by several villages over the year. */
const confirmed = {
	category: 'collective_finance',
	note: '村集体收支不公开：近一年多个村反复反映，已要求统一按季上墙公示。',
	titles: [
		'柳坝村鱼塘承包费三年没上墙',
		'村里的旧小学租出去了，租金去哪了',
		'老井村饮水工程自筹款每户收了三百，剩余没退'
	]
};

/** What the worker may have found, with how alike it took the texts for. */
const suggested: [string, string, number][] = [
	['慢性病药镇卫生院总断货', '老井村卫生室半年没有医生坐诊', 0.52],
	['镇上老供销社家属楼外墙掉瓷砖', '危房鉴定做了，改造补助一直没到账', 0.58]
];

/** Plans the group that a moderator made, and what waits for a decision. */
export function tellRepeats(told: Chronicle): void {
	const { actors, people } = told;
	told.plan(told.ago(9), () =>
		actors.call(
			people.intake,
			'group_repeats',
			confirmed.titles.map((title) => String(told.numberOf(title))),
			confirmed.category,
			confirmed.note
		)
	);
	for (const [one, other, score] of suggested) {
		told.plan(told.ago(1), () =>
			actors.work('suggest_repeats', told.numberOf(one), [String(told.numberOf(other))], [String(score)])
		);
	}
}
