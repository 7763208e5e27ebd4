import type { Letter } from './letter.ts';

const other = { category: 'other', department: 'housing' };
const rural = { category: 'other', department: 'agriculture' };
const transport = { category: 'transport', department: 'transport' };
const housing = { category: 'housing', department: 'housing' };

export const others: Letter[] = [
	{
		...other,
		place: 'hewan_beimen',
		title: '社区办事窗口中午没人，上班族办不了事',
		body: '十二点到两点半关门，我们只有中午有空。',
		answer: '北门社区已实行错时工作，中午和周六上午有人值班，另设24小时自助机一台。',
		comment: '中午去办成了。'
	},
	{
		...other,
		place: 'hewan_guihua',
		title: '公园厕所晚上八点就锁门',
		body: '散步的人多，老人孩子很不方便。',
		answer: '开放时间延长到晚上十点半，夏季通宵开放，保洁增加一班。',
		comment: '很好，晚上能用了。'
	},
	{
		...other,
		place: 'shiqiao',
		title: '集镇没有一个像样的图书室',
		body: '孩子放假没地方去，都在打游戏。',
		answer: '镇文化站二楼改造为公共阅览室，藏书三千册，每周二至周日开放，寒暑假有作业辅导。'
	},
	{
		...other,
		place: 'lianhu_yuzhou',
		title: '渔洲村手机信号只有一格',
		body: '孩子上网课要爬到堤上，打急救电话都断。',
		answer: '已协调运营商新建基站一座，塔基用地已定，预计十月底开通，开通前提供应急车载信号。',
		commitment: ['基站建成开通', '县住建局会同铁塔公司', 70]
	},
	{
		...other,
		place: 'fenglin_shuangquan',
		title: '自来水早晚停，最高处三户一滴没有',
		body: '水池太小，干旱季节得去挑水。',
		answer: '新建50立方米高位水池和加压泵一套，三户已通水，水质检测合格。',
		again: '因管道接口渗漏导致夜间水压不足，已更换接口12处，连续两周夜间测压正常。',
		commitment: ['新建高位水池', '县农村供水公司', 55],
		comment: '白天有水，夜里还是停。'
	},
	{
		...other,
		place: 'hewan_zhifang',
		title: '流浪狗成群，早上送孩子不敢出门',
		body: '已经有两个人被咬了，打电话说不归他们管。',
		answer: '已明确由街道牵头、住建和公安配合，抓捕收容流浪犬26只，设立举报电话并公布责任人。'
	},
	{
		...rural,
		place: 'shiqiao_dongtian',
		title: '机耕道被大雨冲垮，收割机下不了田',
		body: '再有半个月稻子就熟了，两百亩等着收。',
		answer: '抢修队已用碎石修通机耕道380米，赶在收割前通车，秋后再硬化。',
		comment: '收割机进来了，一粒没误。'
	},
	{
		...rural,
		place: 'lianhu_ouxiang',
		title: '灌溉渠淤了十年，下游没有水',
		body: '上游的人截水，下游藕田干得开裂。',
		answer: '清淤3.4公里，修复闸门四座，制定轮灌表并由放水员签字公示。',
		commitment: ['修复渠首闸门并装量水尺', '县农业农村局水利股', 40],
		comment: '轮灌表很管用。'
	},
	{
		...rural,
		place: 'fenglin_chaping',
		title: '野猪糟蹋庄稼，没人敢打也没人赔',
		body: '一晚上拱了两亩玉米，找谁都说保护动物。',
		answer: '已为全镇投保野生动物致害责任险，您家损失核定1260元，已赔付；同时安排护农狩猎队在秋季开展防控。'
	},
	{
		...rural,
		place: 'shiqiao_liuba',
		title: '农机补贴公示名单里没有我',
		body: '发票、合格证都交了，同批的都领到了。',
		answer: '系机具编号录入错误，已更正并补贴2400元。',
		comment: '补贴拿到了。'
	},
	{
		...rural,
		place: 'lianhu_yuzhou',
		title: '堤上的白蚁又多了，汛期怕管涌',
		body: '去年查出十几处，今年又看见新的泥线。'
	},
	{
		...rural,
		place: 'fenglin_laojing',
		title: '化粪池改造只挖坑不回填',
		body: '门口一个大坑三个月，小孩差点掉进去。',
		answer: '施工队资金链断裂停工，已更换队伍，全村67户全部完工回填，逐户验收签字。',
		comment: '填好了，也能用了。'
	},
	{
		...transport,
		place: 'hewan_beimen',
		title: '早高峰北门路口左转只有八秒',
		body: '一个灯只能过三辆车，从桥头堵到菜市场。',
		answer: '已根据流量重新配时，左转延长至22秒，并增设待转区，早高峰通行时间减少约四成。',
		comment: '明显不堵了。'
	},
	{
		...transport,
		place: 'lianhu',
		title: '汽车站搬到郊外，没有接驳车',
		body: '提着行李走一公里，老人吃不消。',
		answer: '已开通镇区至新站的免费接驳车，20分钟一班，与末班客车时间衔接。'
	},
	{
		...transport,
		place: 'shiqiao_yakou',
		title: '村口弯道凸面镜被风吹倒',
		body: '拐弯看不见对面车，上个月撞了两次。',
		answer: '已更换两面凸面镜并加装轮廓标。',
		comment: '换新的了，动作很快。'
	},
	{
		...transport,
		place: 'hewan_guihua',
		title: '共享单车堆满人行道，盲道都看不见',
		body: '带老人散步只能走到马路上。'
	},
	{
		...transport,
		place: 'fenglin',
		title: '大货车抄近道压集镇，晚上喇叭不停',
		body: '省道收费，都从镇上过，房子都在震。',
		answer: '已设置限高2.8米的防撞门架和绕行标志，夜间安排流动检查，货车流量下降八成。'
	},
	{
		...transport,
		place: 'shiqiao',
		title: '村村通客车涨价没有公示',
		body: '原来三块，现在五块，司机说油贵。',
		answer: '该线路未经批准涨价，已责令恢复原价并退还差额，票价表贴在每辆车门口。',
		comment: '又是三块了。'
	},
	{
		...housing,
		place: 'hewan_zhifang',
		title: '老旧小区改造只刷外墙，屋顶照样漏',
		body: '我们要的是修屋顶和下水道，结果花钱刷了一层漆。',
		answer: '经居民代表会议表决，改造内容调整为屋面防水、下水管更换优先，首批九栋已进场。',
		again: '对已刷漆未修屋面的四栋补做防水，经三次雨后回访无渗漏。',
		commitment: ['完成九栋屋面防水和下水管更换', '老旧小区改造专班', 95],
		comment: '我们这栋说没有预算，还是漏。'
	},
	{
		...housing,
		place: 'hewan_beimen',
		title: '小区消防栓没有水，消防通道装了地锁',
		body: '真要着火怎么办？物业说在等报价。',
		answer: '消防栓管网已抢修恢复压力，地锁全部拆除，物业被罚款并列入重点监管。',
		comment: '地锁拆了，消防栓也有水了。'
	},
	{
		...housing,
		place: 'shiqiao',
		title: '廉租房楼道的灯和门禁全是坏的',
		body: '住的都是老人和带孩子的，晚上摸黑上楼。',
		answer: '已更换声控灯84盏、门禁六套，由公租房中心每月巡检。'
	},
	{
		...housing,
		place: 'hewan_guihua',
		title: '预售资金监管账户的钱去哪了，楼停了一年',
		body: '三百多户买了房，工地上只剩两个看门的。',
		answer:
			'经核查，监管账户被违规支取1.1亿元，已追回6400万元用于复工，专班驻场，每周五公布进度，交付时间为明年六月。',
		commitment: ['一、二号楼封顶', '保交房专班', 130],
		comment: '复工了，盼着交房。'
	},
	{
		...housing,
		place: 'hewan_zhifang',
		title: '租的门面被房东断水断电，街道说是民事纠纷',
		body: '合同还有两年，商户十几家都这样。'
	},
	{
		...other,
		place: 'lianhu',
		title: '殡仪馆冷藏费一天三百，不知道能不能优惠',
		body: '老人去世等亲人回来，七天花了两千多。'
	},
	{
		...other,
		place: 'hewan',
		title: '十字路口的大屏太亮，晚上照得睡不着',
		body: '正对我家窗户，夜里十二点还在放广告。',
		answer: '已要求业主单位22时后关闭，日间亮度按照度传感器自动调节。',
		comment: '晚上不亮了。'
	},
	{
		...other,
		place: 'shiqiao_liuba',
		title: '希望给村里的古樟树挂牌保护',
		body: '三百多年的树，最近有人在旁边倒垃圾、钉钉子。',
		answer: '已鉴定为二级古树，挂牌并设围栏，落实养护责任人，树下垃圾已清理。',
		comment: '树有身份证了。'
	}
];
