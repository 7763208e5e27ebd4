import type { Letter } from './letter.ts';

const environment = { category: 'environment', department: 'environment' };
const welfare = { category: 'welfare', department: 'welfare' };
const jobs = { category: 'jobs', department: 'welfare' };

export const environmentAndWork: Letter[] = [
	{
		...environment,
		place: 'duxi_matou',
		title: '码头夜间装卸沙石，粉尘噪声到凌晨三点',
		body: '窗台一天一层灰，孩子咳嗽，打电话来人就停，人走了又干。',
		answer: '已责令码头夜间22时后停止装卸，安装在线噪声监测和雾炮四台，数据实时公开，违规两次按日计罚。',
		again: '针对反弹，执法人员连续七晚蹲守，立案处罚8万元，并关停一条露天皮带。',
		commitment: ['装卸作业全封闭改造', '市生态环境执法支队', 90],
		comment: '消停了一周又开始了。'
	},
	{
		...environment,
		place: 'shiqiao_liuba',
		title: '柳坝河上游排黑水，鱼都翻了肚',
		body: '每次下大雨，上游加工厂就偷排，水又黑又臭。',
		answer:
			'经溯源，系一腌制企业雨污管道错接。已封堵排口、罚款12万元，河水氨氮恢复到三类，每月监测结果公示于村口。',
		commitment: ['企业雨污分流改造', '市生态环境局望溪分局', 60],
		comment: '水清了，看见有人钓鱼了。'
	},
	{
		...environment,
		place: 'hewan_zhifang',
		title: '楼下烧烤店油烟直排进家里',
		body: '夏天不敢开窗，店主说装了净化器，其实从来不开。',
		answer: '已责令更换净化设备并将烟道引至楼顶，安装用电监控，设备不开自动报警。',
		comment: '好多了，基本闻不到。'
	},
	{
		...environment,
		place: 'fenglin_shuangquan',
		title: '双泉村垃圾清运一周才来一次，臭气熏天',
		body: '夏天垃圾桶里全是蛆，狗叼得到处都是。',
		answer: '清运频次已调整为夏季每日一次、其他季节两日一次，并更换带盖垃圾桶45个。'
	},
	{
		...environment,
		place: 'zhongling_nanyuan',
		title: '工地凌晨打桩，高三学生没法睡',
		body: '离高考还有一个月，隔壁楼盘连着三晚打桩。',
		answer: '该工地未办理夜间施工许可，已立案处罚并约谈建设单位，高考期间全面停止夜间作业。',
		comment: '当晚就停了，非常及时。'
	},
	{
		...environment,
		place: 'lianhu_yuzhou',
		title: '湖边违规养殖网箱又冒出来了',
		body: '前年清过一次，现在换个地方又养上了，饲料味很重。',
		answer: '无人机巡查发现网箱17口，已全部拆除并对两户给予转产补贴指导。'
	},
	{
		...environment,
		place: 'hewan_beimen',
		title: '基站建在幼儿园旁边，想看检测报告',
		body: '家长都很担心，问了几家都说合格，就是拿不出报告。',
		answer:
			'已委托有资质机构现场检测，功率密度为限值的3%，报告全文在社区公告栏和网站公开，并请家长代表见证。',
		comment: '有报告心里就踏实了。'
	},
	{
		...environment,
		place: 'duxi',
		title: '老化肥厂地块土味刺鼻，能不能公布调查结果',
		body: '听说要建小区，想知道土壤有没有问题。'
	},
	{
		...environment,
		place: 'shiqiao_yakou',
		title: '采石场放炮震裂了房子',
		body: '墙上裂缝能伸进手指，找矿上，矿上说是房子老。',
		answer: '经鉴定，11户房屋裂缝与爆破有关联。已责令矿山改用机械开采，并按鉴定等级赔付修缮费共18.4万元。',
		commitment: ['停止爆破，改机械开采', '市生态环境局会同应急部门', 30],
		comment: '赔偿到位了。'
	},
	{
		...environment,
		place: 'hewan_guihua',
		title: '广场舞音响从早上五点半开始',
		body: '上夜班的人根本睡不了，跟他们说还挨骂。',
		answer: '社区与三支队伍约定早七点前、晚九点后不开音响，安装了分贝显示屏。'
	},
	{
		...environment,
		place: 'lianhu_ouxiang',
		title: '农药瓶扔得田埂到处都是',
		body: '能不能设个回收点，给点小奖励大家就愿意捡了。'
	},
	{
		...welfare,
		place: 'fenglin_laojing',
		title: '父亲瘫痪，低保申请半年没批',
		body: '家里就靠我一个人打零工，材料交了，说等通知。',
		answer:
			'经入户复核，您家符合条件，因系统误录车辆信息未通过比对。现已纠正，从申请次月起补发，并纳入临时救助。',
		comment: '补发了六个月，谢谢。'
	},
	{
		...welfare,
		place: 'shiqiao_dongtian',
		title: '养老金认证让八十岁老人跑县城',
		body: '腿脚不方便，手机也不会用，必须本人去吗？',
		answer: '不需要。社保经办人员和村干部可上门认证，也可由子女用手机代办，已为您父亲上门办理完毕。',
		comment: '第二天就上门了。'
	},
	{
		...welfare,
		place: 'hewan_zhifang',
		title: '残疾人两项补贴停了，没有人告诉原因',
		body: '母亲肢体二级残疾，三月份开始没有钱进账。',
		answer: '因残疾证到期自动停发，未履行提前告知。已协助换证并补发三个月，今后到期前一个月电话提醒。'
	},
	{
		...welfare,
		place: 'lianhu_ouxiang',
		title: '医保缴费成功，住院却显示断缴',
		body: '住院报销差了四千多，窗口说系统问题，让自己找银行。',
		answer: '系缴费信息未同步。已人工补录并重新结算，差额4260元已退回，同批次受影响的31人一并处理。',
		comment: '钱退了，还主动通知了邻居。'
	},
	{
		...welfare,
		place: 'shiqiao',
		title: '镇敬老院一间住四个人，没有呼叫铃',
		body: '去看望老人，晚上摔倒没人知道，天亮才发现。',
		answer: '已改造为双人间并安装呼叫铃和夜灯，增配夜班护理员两名，家属可预约探访。',
		again: '针对家属反映夜间无人应答，已查看监控并更换护理负责人，实行每两小时巡房签到。',
		commitment: ['完成房间和呼叫系统改造', '县民政与人社联合专班', 70],
		comment: '铃装了，晚上按了没人来。'
	},
	{
		...welfare,
		place: 'hewan_beimen',
		title: '退役军人优待证办了，公交刷不了',
		body: '说全市通用，我们县的公交机器不认。',
		answer: '车载机系统已升级，全县134台公交车均可刷证免费乘坐。'
	},
	{
		...welfare,
		place: 'fenglin_chaping',
		title: '山上独居老人冬天取暖用炭，怕出事',
		body: '村里有七户八十岁以上的独居老人，能不能装个报警器？'
	},
	{
		...welfare,
		place: 'lianhu_yuzhou',
		title: '退捕渔民社保补贴少交了一年',
		body: '当时承诺补十五年，现在查是十四年。',
		answer: '漏缴年度为政策衔接当年，涉及62人，补缴资金已到位并记入个人账户，可在手机上查询。'
	},
	{
		...jobs,
		place: 'hewan_zhifang',
		title: '工地欠了我们十一个人三个月工资',
		body: '包工头电话不接，总包说钱已经给了，我们的血汗钱在哪？联系我13900001111。',
		answer:
			'经查，总包单位未落实专户发放。已责令先行垫付，11名工人工资共19.7万元于七日内全部到账，并对总包立案。',
		comment: '工资都拿到了，过年能回家了。'
	},
	{
		...jobs,
		place: 'shiqiao',
		title: '返乡开电商店，创业补贴申请条件太绕',
		body: '跑了三个部门，每家要的材料都不一样。',
		answer: '已整合为一张表、一个窗口受理，您的材料齐全，补贴5000元已核准发放。'
	},
	{
		...jobs,
		place: 'hewan_beimen',
		title: '职业介绍收了八百块，介绍的是假岗位',
		body: '说去外地电子厂，到了根本不招人。',
		answer: '该中介无人力资源服务许可，已责令退款并处罚，涉及的9名求职者全额退款，另推荐就业6人。'
	},
	{
		...jobs,
		place: 'lianhu',
		title: '服装厂加班不给加班费，请假扣三天',
		body: '每天十二个小时，计件单价还降了，大家不敢说。'
	},
	{
		...jobs,
		place: 'fenglin_shuangquan',
		title: '想学护理，县里培训班只在工作日上课',
		body: '我们白天要上班，能不能开夜校？',
		answer: '已开设周末和夜间班，首期养老护理班招收40人，合格后推荐到县内机构就业。',
		comment: '周末班报上名了。'
	},
	{
		...jobs,
		place: 'hewan_guihua',
		title: '外卖员没有地方歇脚充电',
		body: '夏天中暑、冬天挨冻，希望有个能喝口水的地方。',
		answer: '已在桂花里等六处设立骑手驿站，提供饮水、充电、微波炉，24小时开放。',
		comment: '驿站很好，点赞。'
	}
];
