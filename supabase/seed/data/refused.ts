import type { Letter } from './letter.ts';

/** Letters that do not become public issues of their own, with what becomes of them. */
export interface RefusedLetter extends Letter {
	fate: 'submitted' | 'needs_info' | 'rejected' | 'transferred' | 'withdrawn' | 'merged' | 'appealed';
	reason?: string;
	question?: string;
	/** The author's second version, upon which the letter is made public. */
	completed?: string;
	/** Title of the letter that it is merged into. */
	into?: string;
}

const base = { category: 'other', department: 'housing' };

export const refused: RefusedLetter[] = [
	{
		...base,
		fate: 'submitted',
		category: 'transport',
		place: 'shiqiao_liuba',
		title: '村口的减速带磨平了',
		body: '车子过来一点不减速，孩子们放学都从这里过，能不能重新装一条？前年装的是塑料的，压了一年就没了，这回最好换橡胶的。'
	},
	{
		...base,
		fate: 'submitted',
		category: 'environment',
		place: 'hewan_zhifang',
		title: '干洗店排风口对着幼儿园',
		body: '排风口离幼儿园窗户不到三米，气味很冲，老师说孩子喊头晕，只好整天关窗。联系人13711112222，白天都在，可以带你们去看。'
	},
	{
		...base,
		fate: 'submitted',
		category: 'health',
		place: 'lianhu',
		title: '卫生院夜间急诊没有人接电话',
		body: '上周六夜里孩子发烧到三十九度五，值班电话打了四次都没有人接，到了门口灯是黑的，只好开车四十分钟去县里。'
	},
	{
		...base,
		fate: 'submitted',
		category: 'housing',
		place: 'hewan_beimen',
		title: '廉租房申请材料退了三次',
		body: '第一次说差收入证明，第二次说证明要盖社区章，第三次说格式不对。能不能一次说清楚？我的身份证号是990121196803150015，可以查之前的记录。'
	},
	{
		...base,
		fate: 'submitted',
		category: 'education',
		place: 'fenglin',
		title: '中心小学操场积水',
		body: '下一场雨三天不能上体育课，低的地方能没过鞋面，孩子们只能在走廊里跳绳。'
	},
	{
		...base,
		fate: 'needs_info',
		category: 'jobs',
		place: 'hewan_guihua',
		title: '老板拖欠工资',
		body: '干了两个月没给钱。',
		question: '请补充：用人单位名称、干活的地点和起止时间，便于我们确定由谁办理。'
	},
	{
		...base,
		fate: 'needs_info',
		category: 'transport',
		place: 'hewan',
		title: '路口红绿灯坏了没人修',
		body: '好几天了，早上乱成一锅粥。',
		question: '请问是哪个路口？写上路名或附近的店名即可。',
		completed:
			'补充：是河湾大道和织坊路交叉口，东边有一家“老面馆”。四个方向全灭，早高峰靠大家互相让，已经是第五天。'
	},
	{
		...base,
		fate: 'rejected',
		place: 'hewan_guihua',
		title: '邻居借我钱不还',
		body: '借条写了，三年没还，希望政府帮忙要。',
		reason: 'not_public_matter'
	},
	{
		...base,
		fate: 'rejected',
		place: 'shiqiao',
		title: '对判决结果不满意',
		body: '法院判的赔偿太少，要求重新判。',
		reason: 'litigation'
	},
	{
		...base,
		fate: 'rejected',
		place: 'fenglin',
		title: '希望查一查',
		body: '你们懂的，自己看着办。',
		reason: 'unclear'
	},
	{
		...base,
		fate: 'rejected',
		category: 'transport',
		place: 'lianhu',
		title: '外省高速服务区饭菜太贵',
		body: '上个月路过外省服务区，一碗面四十块。',
		reason: 'out_of_area'
	},
	{
		...base,
		fate: 'appealed',
		category: 'environment',
		place: 'hewan_beimen',
		title: '菜市场后门污水横流',
		body: '每天收摊后污水流到小区门口，夏天特别臭。',
		reason: 'being_handled'
	},
	{
		...base,
		fate: 'transferred',
		category: 'law_enforcement',
		place: 'shiqiao',
		title: '反映某干部在低保评定中优亲厚友',
		body: '有具体的人和事，希望转有关部门核查。'
	},
	{
		...base,
		fate: 'transferred',
		place: 'lianhu',
		title: '宅基地纠纷已经到法院了',
		body: '开过一次庭，希望领导关注。'
	},
	{
		...base,
		fate: 'withdrawn',
		category: 'housing',
		place: 'hewan_zhifang',
		title: '楼道堆放杂物影响通行',
		body: '三楼拐角堆了旧家具，老人不好走。'
	},
	{
		...base,
		fate: 'merged',
		category: 'transport',
		place: 'hewan_zhifang',
		title: '织坊路晚上漆黑一片，路灯什么时候修',
		body: '下夜班的姐妹都不敢走，请尽快修好路灯。',
		into: '织坊路路灯成片不亮，下夜班害怕'
	},
	{
		...base,
		fate: 'merged',
		category: 'health',
		place: 'shiqiao_dongtian',
		title: '镇卫生院降压药老是缺货',
		body: '跑了三趟都没有拿到降压药。',
		into: '慢性病药镇卫生院总断货'
	}
];
