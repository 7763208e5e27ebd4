import type { Letter } from './letter.ts';

const education = { category: 'education', department: 'education' };
const health = { category: 'health', department: 'health' };

export const schoolsAndHospitals: Letter[] = [
	{
		...education,
		place: 'hewan_beimen',
		title: '北门小学课后服务只能看自习，没有兴趣课',
		body: '每学期交了钱，孩子就在教室里写作业，说好的篮球和书法一次没上过。',
		answer: '学校已重新编排课后服务，开设书法、篮球、合唱等11个班，一周两次，由家长委员会每月评议一次。',
		comment: '孩子报了书法，很喜欢。'
	},
	{
		...education,
		place: 'fenglin_chaping',
		title: '教学点撤并后，孩子要走五公里山路',
		body: '一年级的孩子早上五点半起床，冬天路上全是霜，能不能安排校车？',
		answer: '已开通茶坪至枫林坳中心小学的专线校车，乘车学生34名，配照管员一名，费用由县财政补贴。',
		commitment: ['开通茶坪校车专线并配照管员', '县校车办', 20],
		comment: '校车通了，孩子能多睡一小时。'
	},
	{
		...education,
		place: 'hewan_zhifang',
		title: '随迁子女入学要交社保证明，做零工的办不到',
		body: '我在工地干活，没有单位交社保，孩子九月就要上学了。',
		answer:
			'根据本县入学办法，居住证可替代社保证明。学校操作有误，已当面纠正，您的孩子已在织坊小学完成报名。',
		comment: '孩子顺利上学了。'
	},
	{
		...education,
		place: 'shiqiao',
		title: '镇中学食堂饭菜凉，分量少',
		body: '孩子住校，每周回来都说吃不饱，家长想去看看后厨。',
		answer:
			'经检查，出餐与就餐间隔过长，已增加保温设备并实行分批就餐；设立家长陪餐日，每周三可预约进入后厨。',
		again: '针对分量问题，已公布每餐克重标准并由学生膳食委员会抽称，连续四周抽称合格。',
		commitment: ['公布每餐克重并抽称', '石桥铺中学', 30],
		comment: '热了一点，分量还是不够。'
	},
	{
		...education,
		place: 'hewan_guihua',
		title: '校门口的文具店卖“萝卜刀”和烟卡',
		body: '放学围一圈孩子，有的花几十块买卡，还有拿刀比划的。',
		answer: '联合检查收缴不合格玩具刀具46件，四家店签订承诺书，学校周边200米列为每周巡查点。'
	},
	{
		...education,
		place: 'lianhu_ouxiang',
		title: '藕香村幼儿园收了伙食费却没有食谱',
		body: '问老师每天吃什么，说不清楚，账也不公布。',
		answer: '该园已按要求每周公示食谱和采购票据，上学期结余伙食费每人退还68元。'
	},
	{
		...education,
		place: 'shiqiao_dongtian',
		title: '乡村小学英语老师一学期换了三个',
		body: '都是代课的，孩子刚适应又换人。'
	},
	{
		...education,
		place: 'hewan_beimen',
		title: '高中校服一套八百多，必须全买吗',
		body: '夏装冬装礼服一共四套，家里两个孩子负担不起。',
		answer: '学校未落实自愿选购原则，已责令重新征求意见，取消礼服，允许按需单件购买，已购未穿的可退。',
		comment: '退了两套。'
	},
	{
		...education,
		place: 'fenglin_shuangquan',
		title: '学校旁边的养鸡场味道太大，不敢开窗',
		body: '夏天教室里全是苍蝇，老师上课戴口罩。',
		answer: '养鸡场位于校园防护距离内，已与业主达成搬迁协议，搬迁前每日清粪并喷洒除臭剂，接受学校监督。',
		commitment: ['完成养鸡场搬迁', '枫林坳镇政府与县教育局', 110]
	},
	{
		...education,
		place: 'hewan_zhifang',
		title: '特殊孩子普通学校不敢收，能不能配资源教师',
		body: '孩子轻度自闭，学校说没有老师懂，让我们在家等。'
	},
	{
		...education,
		place: 'lianhu',
		title: '莲湖口中学宿舍热水只开半小时',
		body: '三百多人抢十六个水龙头，洗不上的就用凉水。',
		answer: '已更换空气能热水机组，供水时间延长至两个小时，分年级错时洗浴。'
	},
	{
		...health,
		place: 'fenglin_laojing',
		title: '老井村卫生室半年没有医生坐诊',
		body: '门上贴了电话，打过去说在镇上。老人量个血压都要跑八里路。',
		answer:
			'原村医离岗后未及时补充。现由枫林坳镇卫生院派驻医生，每周一、三、五坐诊，并招聘大学生村医一名，下月到岗。',
		commitment: ['新村医到岗', '枫林坳镇卫生院', 40],
		comment: '每周三天有医生了。'
	},
	{
		...health,
		place: 'hewan_beimen',
		title: '县医院做CT要排到五天以后',
		body: '急着看病，让去私人机构做，回来又说片子不认。',
		answer:
			'已延长CT开机时间至晚上九点并增开周末班，平均等候缩短到1.5天；全市检查结果互认目录已在导诊台公布。',
		comment: '第二天就做上了。'
	},
	{
		...health,
		place: 'shiqiao',
		title: '慢性病药镇卫生院总断货',
		body: '高血压的药每次去都没有，只能到县里买，报销还少。',
		answer: '断货系集中采购配送不及时。已与配送企业约定48小时到货，并为签约患者开通长处方，一次可开两个月。',
		again: '经回访，仍有两种降糖药断货。已启用备选品规并在公众号每日公布库存。',
		commitment: ['建立慢病药库存日报', '石桥铺镇卫生院', 30],
		comment: '高血压药有了，糖尿病的还是没有。'
	},
	{
		...health,
		place: 'hewan_guihua',
		title: '社区卫生服务中心接种疫苗要等一上午',
		body: '只有一个窗口，孩子哭成一片，能不能预约？',
		answer: '已上线分时段预约，增加一个接种台，现场等候控制在半小时以内。',
		comment: '现在按时间去，不用等。'
	},
	{
		...health,
		place: 'lianhu_ouxiang',
		title: '家庭医生签了约，一年没见过面',
		body: '签字的时候说每季度上门，现在连电话都没有。',
		answer:
			'经核查，该团队签约人数过多、履约不实。已调整为三个团队分片负责，未履约的退回服务费，本季度已补访全部卧床老人。'
	},
	{
		...health,
		place: 'hewan_zhifang',
		title: '医院停车难，看个病转四十分钟',
		body: '门口全是长期停放的车，病人只能停到一公里外。',
		answer: '已将职工车位全部让出，实行半小时免费、职工错峰停放，新增车位120个。'
	},
	{
		...health,
		place: 'fenglin_chaping',
		title: '山里叫救护车要一个多小时',
		body: '去年有老人心梗没等到，希望镇上能放一台车。'
	},
	{
		...health,
		place: 'hewan_beimen',
		title: '住院押金出院两个月没退',
		body: '每次去都说财务在走流程，三千块对我们不是小数。',
		answer: '已退还您的押金，并清理出同类未退押金57笔，全部原路退回，今后出院当日结清。',
		comment: '当天就退了。'
	},
	{
		...health,
		place: 'shiqiao_liuba',
		title: '希望恢复村里的老年体检车',
		body: '以前每年来一次，今年说改到镇上，走不动的老人就不做了。'
	},
	{
		...health,
		place: 'lianhu_yuzhou',
		title: '血吸虫查螺的药水味道大，事先没有通知',
		body: '鸭子死了十几只，喝的井水也有味道。',
		answer: '施药前告知不到位，向村民致歉。经检测井水未受影响，死亡家禽按市场价补偿，今后提前三天入户告知。'
	}
];
