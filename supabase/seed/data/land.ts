import type { Letter } from './letter.ts';

const land = { category: 'land', department: 'housing' };
const collective = { category: 'collective_finance', department: 'agriculture' };

export const landAndMoney: Letter[] = [
	{
		...land,
		place: 'shiqiao_dongtian',
		title: '修高铁站占了菜地，补偿款少算了半亩',
		body: '丈量时我在外打工，回来发现登记1.2亩，实际是1.7亩，村里说已经报上去改不了。',
		answer:
			'经重新实测，您户被占面积为1.68亩，原表漏登一块边角地。差额已补入公示表，公示期满后七个工作日内发放。',
		commitment: ['补发差额面积补偿', '征地事务所', 40],
		comment: '重新量了，面积对上了。'
	},
	{
		...land,
		place: 'shiqiao_liuba',
		title: '征地公告贴出来了，安置房在哪却没人说',
		body: '十八户都等着，问镇里说要问县里，问县里说在选址。',
		answer: '安置点已确定在柳坝村二组，户型图和摇号规则于本周五在村部公开说明会上讲解，公告同步张贴。'
	},
	{
		...land,
		place: 'hewan_beimen',
		title: '拆迁过渡费停发了四个月',
		body: '协议写的是按季度发，租房的房东催了好几次，家里还有病人。',
		answer:
			'因资金拨付环节衔接不畅造成迟发，向各户致歉。四个月过渡费及迟发利息已一并打入账户，今后每季首月10日前发放。',
		again: '经核实，本季度仍有23户因银行卡注销未到账，工作人员已逐户上门更新账号，全部补发完毕。',
		commitment: ['过渡费按季首月10日前发放', '征收办财务组', 60],
		comment: '只补了两个月，还差两个月。'
	},
	{
		...land,
		place: 'lianhu_ouxiang',
		title: '光伏板占的荒塘，租金怎么分没公开',
		body: '合同是谁签的、一亩多少钱、分给了谁，村里没开过会。',
		answer:
			'已调取合同并张榜：面积86亩，每亩每年420元，收入进入村集体账户。分配方案将由村民代表会议表决，镇农经站列席监督。'
	},
	{
		...land,
		place: 'fenglin_laojing',
		title: '老井村祖坟迁移补偿标准说法不一',
		body: '同一条线上，隔壁村一座三千，我们说一千二，希望给个统一文件。'
	},
	{
		...land,
		place: 'hewan_zhifang',
		title: '织坊厂区征收评估报告看不到',
		body: '评估公司来看了一圈，只给了一个总数，单价怎么来的没人解释。',
		answer:
			'评估分户报告已送达全部47户，并安排评估师在社区服务中心连续三天接受咨询，有异议的可在十日内申请复核。'
	},
	{
		...land,
		place: 'fenglin_shuangquan',
		title: '临时占地修便道，说好复垦却堆成了石头场',
		body: '占用一年到期了，田里全是碎石，春耕没法种。',
		answer: '施工单位已清运石渣并回填耕作层土，农技人员验收合格，另补偿一季青苗费。',
		comment: '地整好了，可以插秧了。'
	},
	{
		...land,
		place: 'shiqiao_yakou',
		title: '宅基地审批等了一年没有回音',
		body: '儿子要结婚，老房是危房，材料交了三次，每次都说要补一样。',
		answer:
			'经查系村、镇两级材料清单不一致。已统一为六项并张贴，您的申请已联合踏勘通过，批准书可到镇便民大厅领取。',
		comment: '拿到批准书了，希望以后少跑几趟。'
	},
	{
		...land,
		place: 'lianhu_yuzhou',
		title: '河滩地承包权证和实际四至对不上',
		body: '证上写东至大路，其实大路早改道了，和邻居总闹矛盾。'
	},
	{
		...collective,
		place: 'shiqiao_liuba',
		title: '柳坝村鱼塘承包费三年没上墙',
		body: '二十亩鱼塘包给外村人，多少钱、交没交，公示栏里从来没有。',
		answer:
			'经镇农经站核查，承包费每年1.8万元，前两年已入账但未公示，第三年欠缴。现已张榜全部明细，欠款于本月追缴到账。',
		comment: '账贴出来了，看得明白。'
	},
	{
		...collective,
		place: 'fenglin_chaping',
		title: '茶厂分红去年说亏损，账目能不能公开',
		body: '茶叶价格明明涨了，合作社说亏了十二万，社员一分没分到。',
		answer:
			'已委托第三方对合作社上年度收支进行审计，发现设备一次性计入成本。调整后应分红4.6万元，审计报告在村务栏公示。',
		again: '社员提出的运费票据问题已复核，其中两笔共3800元不能证明用途，已由经手人退回集体。',
		commitment: ['公示审计报告并兑现分红', '枫林坳镇农经站', 45],
		comment: '报告有几笔运费还是说不清。'
	},
	{
		...collective,
		place: 'shiqiao_dongtian',
		title: '村里的旧小学租出去了，租金去哪了',
		body: '租给人家做仓库五年，没听说集体有这笔收入。',
		answer:
			'该资产由原村小转交后未登记入账，属管理漏洞。现已补录台账，补收租金3.2万元存入集体账户，并重新公开招租。',
		comment: '以前没人管，现在总算登记了。'
	},
	{
		...collective,
		place: 'lianhu_ouxiang',
		title: '村集体买的旋耕机成了个别人的私家车',
		body: '谁家想用都说没空，结果天天在外村挣钱。',
		answer: '农机具已收回村委会统一管理，使用登记和收费标准上墙，外出作业收入八成归集体。'
	},
	{
		...collective,
		place: 'fenglin_laojing',
		title: '老井村饮水工程自筹款每户收了三百，剩余没退',
		body: '当时说多退少补，工程完了两年了。',
		answer: '经结算，自筹款结余21600元，已按原交款名单每户退还90元，名单及签字表在村部可查。',
		comment: '退了九十块，流程很清楚。'
	},
	{
		...collective,
		place: 'lianhu_yuzhou',
		title: '希望公开渔洲村生态补偿金的使用',
		body: '每年都有一笔钱，修了什么、给了谁，大家不清楚。'
	},
	{
		...collective,
		place: 'shiqiao_yakou',
		title: '公益林补助连续两年没发到户',
		body: '隔壁村都领了，我们村说账户信息没报上去。',
		answer:
			'因村级报送信息滞后导致漏发。已补报146户，两年补助合计7.3万元已直接打卡到户，相关责任人被通报批评。',
		comment: '两年的都到了。'
	},
	{
		...collective,
		place: 'fenglin_shuangquan',
		title: '集体山林砍伐没开会就定了价',
		body: '一万多棵杉树，价格是村里两个人定的，大家都有意见。'
	},
	{
		...collective,
		place: 'shiqiao_liuba',
		title: '村务公开栏锁在院子里，村民看不到',
		body: '公开栏在村部里面，晚上和周末锁门，公开了等于没公开。',
		answer: '公开栏已移至文化广场，镇里同时在微信群按月发布图片版，双休日也能看。'
	}
];
