import type { Letter } from './letter.ts';

const food = { category: 'food_drugs', department: 'market' };
const enterprise = { category: 'enterprise', department: 'market' };
const enforcement = { category: 'law_enforcement', department: 'market' };

export const marketsAndFirms: Letter[] = [
	{
		...food,
		place: 'hewan_beimen',
		title: '农贸市场的秤不准，一斤少二两',
		body: '买了三斤排骨，回家一称两斤四两，公平秤还是坏的。',
		answer: '对市场136台电子秤全部检定，查出作弊秤5台，没收并罚款；公平秤已更换，放在东门入口，有人值守。',
		comment: '公平秤能用了。'
	},
	{
		...food,
		place: 'zhongling_nanyuan',
		title: '学校对面的奶茶店用过期果酱',
		body: '孩子喝了拉肚子，去店里看，桶上的日期被撕掉了。',
		answer: '现场查获过期果酱两桶、无标识奶精三袋，已立案并罚款3万元，停业整改，整改照片在门店公示。',
		comment: '处理得很干脆。'
	},
	{
		...food,
		place: 'hewan_guihua',
		title: '药店把医保卡里的钱换成洗衣液',
		body: '门口写着可刷卡购日用品，这不是违规吗？',
		answer: '情况属实。已会同医保部门解除该店定点资格，追回基金2.3万元。'
	},
	{
		...food,
		place: 'shiqiao',
		title: '乡村流动酒席没人查，上次几十人拉肚子',
		body: '一条龙师傅自己带碗带菜，卫生条件谁来管？',
		answer: '已建立流动厨师登记培训和50人以上聚餐备案，镇里配备快检箱，每场留样48小时。',
		again: '对未备案的三场酒席已补查并约谈，备案电话印在全镇挂历上发放到户。',
		commitment: ['流动厨师全部登记体检', '石桥铺市场监管所', 50],
		comment: '听说要备案，上周那场还是没人来看。'
	},
	{
		...food,
		place: 'duxi_matou',
		title: '码头夜市的小龙虾洗虾粉味道重',
		body: '希望抽检一下，结果告诉大家。',
		answer: '抽检18批次，16批合格，2批不合格的摊位已停业，结果贴在夜市入口。'
	},
	{
		...food,
		place: 'lianhu_ouxiang',
		title: '网购的“土鸡蛋”标本村名字，其实不是本村的',
		body: '败坏我们藕香村名声，能不能管管？'
	},
	{
		...food,
		place: 'fenglin',
		title: '保健品讲座把老人骗走两万块',
		body: '送鸡蛋、免费按摩，最后卖八千块的床垫。',
		answer: '已查封讲座场地，立案并移送公安，为23位老人追回货款16.8万元，剩余款项仍在追缴。',
		commitment: ['追缴剩余货款', '市市场监管局执法一科', 60],
		comment: '妈妈的钱退回来了一部分。'
	},
	{
		...food,
		place: 'hewan_zhifang',
		title: '饮水机店的桶装水有绿藻',
		body: '同一个牌子喝了两年，最近桶里长绿毛。'
	},
	{
		...enterprise,
		place: 'zhongling',
		title: '小餐馆办证跑了五趟，每次说的不一样',
		body: '先说要环评，又说不要，店租每天都在花。',
		answer: '该业态不需环评，窗口告知错误。许可证已当日办结，相关人员已培训，今后实行一次告知书签字制。',
		comment: '当天就拿到证了。'
	},
	{
		...enterprise,
		place: 'duxi',
		title: '园区电费加价，转供电收到一块二',
		body: '小微企业三十多家都在交，没人说得清差价。',
		answer: '经核查，园区物业加价违规，已责令退还差额41.6万元，电价在园区门口公示。',
		commitment: ['退还34家企业多收电费', '市市场监管局价格科', 45],
		comment: '退了六千多，电价也降了。'
	},
	{
		...enterprise,
		place: 'hewan',
		title: '政府工程款拖了两年，公司快撑不住了',
		body: '河湾街道口袋公园项目，2024年就验收了，尾款68万。',
		answer: '尾款已列入清欠台账，首批40万元已支付，剩余28万元于两个月内付清。',
		again: '剩余28万元已全部支付到账，并按合同支付逾期利息。',
		commitment: ['付清剩余工程款28万元', '河湾街道办事处', 60],
		comment: '说两个月，现在三个月了还没到。'
	},
	{
		...enterprise,
		place: 'zhongling_nanyuan',
		title: '协会强制企业交赞助费',
		body: '不交就不给年审材料盖章，一次两千。',
		answer: '协会违规收费属实，已全额退还企业19家共3.8万元，并取消其代办年审资格。',
		comment: '钱退了，章也不用盖了。'
	},
	{
		...enterprise,
		place: 'duxi_matou',
		title: '物流园路口限高杆没有提前提示',
		body: '外地货车撞了三次，能不能在省道口就立牌子？'
	},
	{
		...enterprise,
		place: 'hewan',
		title: '贷款贴息政策发布了，银行说没收到文件',
		body: '做农产品加工，等着收购资金，跑了三家银行。',
		answer: '贴息细则已下发至全部六家合作银行，并公布联络人名单，您的申请已由农商行受理。'
	},
	{
		...enterprise,
		place: 'duxi',
		title: '企业招不到工，想办一场专场招聘会',
		body: '缺缝纫工六十人，自己招了两个月只来了四个。',
		answer: '已举办服装行业专场招聘，到场320人，您公司现场达成意向47人。',
		comment: '招到四十多人，解了燃眉之急。'
	},
	{
		...enforcement,
		place: 'zhongling_nanyuan',
		title: '摆摊位置一天一个说法，罚款也没有票',
		body: '城管让摆的地方，第二天换一队人又说不行，罚两百没给收据。',
		answer: '罚款无票属违规执法，两名协管员已被停职，罚款已退。疏导点和时段已划线并公布，凭证摆摊。',
		comment: '划线了，心里有数了。'
	},
	{
		...enforcement,
		place: 'hewan_beimen',
		title: '电动车停车划线太少，贴条却很勤',
		body: '医院门口根本没有停车线，一个月贴了我四次。',
		answer: '已新增非机动车位260个，对无停车位区域此前的罚单予以撤销。'
	},
	{
		...enforcement,
		place: 'duxi_matou',
		title: '同样超载，有的车罚有的车放',
		body: '跑运输的都知道哪个班放谁的车，希望公开处罚记录。'
	},
	{
		...enforcement,
		place: 'shiqiao',
		title: '集镇查违章建筑只拆老百姓的',
		body: '街头两层的棚子好好的，我家搭个雨棚就来拆。',
		answer: '已对集镇违建统一测绘上图，共43处，按时间表逐一拆除并公示进度，街头棚架已于上周拆除。',
		again: '群众反映的剩余6处已全部拆除，拆除前后对比照片在集镇公示栏张贴。',
		commitment: ['43处违建全部处置到位', '石桥铺镇综合执法队', 80],
		comment: '还有几处没动，没有一碗水端平。'
	},
	{
		...enforcement,
		place: 'hewan_guihua',
		title: '停车场收费员不给发票，问就让走',
		body: '半小时五块，扫码进的是个人账户。',
		answer: '该停车场未办理明码标价，已立案处罚，收款码更换为对公账户，可自助开票。',
		comment: '现在可以扫码开票了。'
	},
	{
		...enforcement,
		place: 'zhongling',
		title: '检查一个月来四拨，小店没法做生意',
		body: '消防、食品、环保、街道各来一次，能不能一次查完？',
		answer: '已推行“综合查一次”，同一店铺每季度不超过一次联合检查，检查前出示检查码可扫码评价。'
	},
	{
		...enforcement,
		place: 'lianhu',
		title: '渔政执法扣了船，三个月没有结论',
		body: '我有证，是网眼说不合格，总要给个处理决定吧。'
	}
];
