/** The invented county of the demo: every name is made up; levels as in public.regions. */
export const regions: {
	key: string;
	parent: string | null;
	level: number;
	zh: string;
	en: string;
	code: string;
}[] = [
	{ key: 'jichuan', parent: null, level: 2, zh: '霁川市', en: 'Jichuan City', code: '990100' },
	{ key: 'wangxi', parent: 'jichuan', level: 3, zh: '望溪县', en: 'Wangxi County', code: '990121' },
	{ key: 'qiyun', parent: 'jichuan', level: 3, zh: '栖云区', en: 'Qiyun District', code: '990102' },
	{ key: 'hewan', parent: 'wangxi', level: 4, zh: '河湾街道', en: 'Hewan Street', code: '990121001' },
	{ key: 'shiqiao', parent: 'wangxi', level: 4, zh: '石桥铺镇', en: 'Shiqiaopu Town', code: '990121101' },
	{ key: 'fenglin', parent: 'wangxi', level: 4, zh: '枫林坳镇', en: "Fenglin'ao Town", code: '990121102' },
	{ key: 'lianhu', parent: 'wangxi', level: 4, zh: '莲湖口镇', en: 'Lianhukou Town', code: '990121103' },
	{ key: 'zhongling', parent: 'qiyun', level: 4, zh: '钟岭街道', en: 'Zhongling Street', code: '990102001' },
	{ key: 'duxi', parent: 'qiyun', level: 4, zh: '渡西街道', en: 'Duxi Street', code: '990102002' },
	{
		key: 'hewan_beimen',
		parent: 'hewan',
		level: 5,
		zh: '北门社区',
		en: 'Beimen Community',
		code: '990121001001'
	},
	{
		key: 'hewan_zhifang',
		parent: 'hewan',
		level: 5,
		zh: '织坊社区',
		en: 'Zhifang Community',
		code: '990121001002'
	},
	{
		key: 'hewan_guihua',
		parent: 'hewan',
		level: 5,
		zh: '桂花里社区',
		en: 'Guihuali Community',
		code: '990121001003'
	},
	{
		key: 'shiqiao_liuba',
		parent: 'shiqiao',
		level: 5,
		zh: '柳坝村',
		en: 'Liuba Village',
		code: '990121101201'
	},
	{
		key: 'shiqiao_dongtian',
		parent: 'shiqiao',
		level: 5,
		zh: '东田村',
		en: 'Dongtian Village',
		code: '990121101202'
	},
	{
		key: 'shiqiao_yakou',
		parent: 'shiqiao',
		level: 5,
		zh: '垭口村',
		en: 'Yakou Village',
		code: '990121101203'
	},
	{
		key: 'fenglin_chaping',
		parent: 'fenglin',
		level: 5,
		zh: '茶坪村',
		en: 'Chaping Village',
		code: '990121102201'
	},
	{
		key: 'fenglin_shuangquan',
		parent: 'fenglin',
		level: 5,
		zh: '双泉村',
		en: 'Shuangquan Village',
		code: '990121102202'
	},
	{
		key: 'fenglin_laojing',
		parent: 'fenglin',
		level: 5,
		zh: '老井村',
		en: 'Laojing Village',
		code: '990121102203'
	},
	{
		key: 'lianhu_ouxiang',
		parent: 'lianhu',
		level: 5,
		zh: '藕香村',
		en: 'Ouxiang Village',
		code: '990121103201'
	},
	{
		key: 'lianhu_yuzhou',
		parent: 'lianhu',
		level: 5,
		zh: '渔洲村',
		en: 'Yuzhou Village',
		code: '990121103202'
	},
	{
		key: 'zhongling_nanyuan',
		parent: 'zhongling',
		level: 5,
		zh: '南园社区',
		en: 'Nanyuan Community',
		code: '990102001001'
	},
	{ key: 'duxi_matou', parent: 'duxi', level: 5, zh: '码头社区', en: 'Matou Community', code: '990102002001' }
];

export const departments: {
	key: string;
	region: string;
	zh: string;
	en: string;
	dutyZh: string;
	dutyEn: string;
	phone: string;
}[] = [
	{
		key: 'housing',
		region: 'wangxi',
		zh: '望溪县住房和城乡建设局',
		en: 'Wangxi Housing and Construction Bureau',
		dutyZh: '住房保障、物业管理、市政道路与管网、征收安置。',
		dutyEn: 'Housing, property management, streets and pipes, resettlement.',
		phone: '0990-6620101'
	},
	{
		key: 'transport',
		region: 'wangxi',
		zh: '望溪县交通运输局',
		en: 'Wangxi Transport Bureau',
		dutyZh: '农村公路、公交客运、道路安全设施。',
		dutyEn: 'Rural roads, buses, road safety.',
		phone: '0990-6620102'
	},
	{
		key: 'education',
		region: 'wangxi',
		zh: '望溪县教育局',
		en: 'Wangxi Education Bureau',
		dutyZh: '学校管理、招生入学、校园安全、课后服务。',
		dutyEn: 'Schools, enrolment, safety, after-school care.',
		phone: '0990-6620103'
	},
	{
		key: 'health',
		region: 'wangxi',
		zh: '望溪县卫生健康局',
		en: 'Wangxi Health Bureau',
		dutyZh: '医院和村卫生室、家庭医生、医疗服务价格监督。',
		dutyEn: 'Hospitals, village clinics, family doctors.',
		phone: '0990-6620104'
	},
	{
		key: 'agriculture',
		region: 'wangxi',
		zh: '望溪县农业农村局',
		en: 'Wangxi Agriculture Bureau',
		dutyZh: '农村集体“三资”、土地承包、人居环境、农田水利。',
		dutyEn: 'Collective finances, land contracts, village environment.',
		phone: '0990-6620105'
	},
	{
		key: 'welfare',
		region: 'wangxi',
		zh: '望溪县人力资源和社会保障局',
		en: 'Wangxi Human Resources and Social Security Bureau',
		dutyZh: '就业服务、工资支付保障、社会保险与救助协调。',
		dutyEn: 'Jobs, unpaid wages, insurance and assistance.',
		phone: '0990-6620106'
	},
	{
		key: 'environment',
		region: 'jichuan',
		zh: '霁川市生态环境局',
		en: 'Jichuan Environment Bureau',
		dutyZh: '水、气、声、固体废物污染防治。',
		dutyEn: 'Water, air, noise and waste.',
		phone: '0990-8820107'
	},
	{
		key: 'market',
		region: 'jichuan',
		zh: '霁川市市场监督管理局',
		en: 'Jichuan Market Supervision Bureau',
		dutyZh: '食品药品安全、价格与计量、企业登记与涉企收费。',
		dutyEn: 'Food and drug safety, prices, business registration.',
		phone: '0990-8820108'
	}
];
