import { find, type Range } from './ranges.ts';

const GAP = '[ -]?';
const NUMERAL = '〇零一二三四五六七八九';
const NUMBER = `(?:\\d{1,4}|[${NUMERAL}十百]{1,5})`;

const PHASE = `(?:${NUMBER}期${GAP})?`;
const YARD = `(?:\\d{1,4}号院?${GAP})?`;
const BUILDING = `(?:[A-Za-z]${NUMBER}?|${NUMBER}|[东西南北中]) ?(?:号楼|号?[栋幢座]|#楼?)${GAP}`;
const UNIT = `(?:${NUMBER}|[A-Za-z东西南北中])单元${GAP}`;
/** Behind a building a number and a dash are its unit; alone they could count anything. */
const UNIT_OR_DASH = `(?:${UNIT}|\\d{1,2}-(?=\\d{3}))`;
const FLOOR = `负?${NUMBER}[楼层]${GAP}`;
const SIDE = '[东西南北左右中](?:手边|边户?|户|侧|首)';

/** Behind a bare number: it counts or measures something, or is part of something else. */
const MEASURED =
	'[ ]?(?:[年月日天元块米平个套间位名人次台辆多余度万亿分吨斤亩升条部项处种只盏株棵公㎡%层楼栋幢路线]|户(?!主)|单元|号|千瓦|小时|k[mW]|m)';
/** Behind a number: rooms where people work, learn or lie ill. */
const OF_AN_OFFICE = `${GAP}(?:教室|病[房室床]|办公|会议|诊|窗口|包[厢间]|商铺|门面|[店铺床]|考场|机房|公司|法庭|实验|阅览|自习)`;
const BARE = `(?:\\d{3,4}|\\d{2}[lIO]|[${NUMERAL}]{3,4})`;
const ROOM =
	`(?:(?:${BARE}|${NUMBER}) ?(?:室|房(?![价屋产子间补改])|号(?!楼|线|[电机门])房?)|` +
	`${BARE}(?![\\d${NUMERAL}十百千]|\\.\\d(?!\\d?[栋幢号])|${MEASURED}))(?!${OF_AN_OFFICE})`;
const END = `(?:(?:${FLOOR})?${ROOM}(?:${GAP}${SIDE})?|${FLOOR}${SIDE})`;
const START = `(?<![\\dA-Za-z${NUMERAL}十百.-])`;

const WHOLE = new RegExp(
	`${START}${PHASE}${YARD}(?:(?:${BUILDING}){1,2}(?:${UNIT_OR_DASH})?|${UNIT})${END}|` +
		`${START}\\d{1,4}号\\d{3,4}[室房]`,
	'g'
);
const HYPHENS = new RegExp(
	`${START}\\d{1,2}-(?:\\d{1,2}-)?\\d{1,2}(?:0[1-9]|[12]\\d|3[0-2])(?:室|房)?(?![\\dA-Za-z]|[-.:]\\d|${MEASURED})`,
	'g'
);
const ROOM_ALONE = new RegExp(`${START}\\d{3,4}(?:室|号?房(?![价屋产子间补改]))(?!${OF_AN_OFFICE})`, 'g');
const NEIGHBOUR = new RegExp(
	`(?<=楼[上下]|隔壁|对[门面]|[我家]住|住在)(?!1(?:10|19|20|22)(?!\\d|室))${BARE}室?(?!\\d|\\.\\d|${MEASURED})`,
	'g'
);
const ON_A_STREET = new RegExp(
	`(?<=[路街巷弄道村组队屯坊里湾庄])${NUMBER}号(?!楼|线|[公文])院?(?:${FLOOR}(?:${SIDE})?)?`,
	'g'
);

const HOME =
	/家(?![长电具政禽园乡校])|(?<!入)住(?![建院宅宿])|业主|房东|租[户客]|户[主籍]|门牌|楼[上下]|隔壁|对门|敲门/;
const PERSON = /[我他她姓]|本人|女士|先生|老[师人]|阿婆|婆婆|地址|上门|收[件信]/;
/** Where a number of a building and a room is one of an office all the same. */
const PUBLIC_BUILDING =
	/政务|大厅|医院|住院|门诊|教学|学校|[小中大]学|幼儿园|[一二三四五六七八九]中|法院|检察院|派出所|办公楼|行政楼|写字楼|商场|酒店|宾馆|车站|村委|居委/;
const OFFICE = new RegExp(
	`${PUBLIC_BUILDING.source}|中心|公安|办公|商铺|银行|市场|公司|街道办|超市|[局所厂]`
);
/** Of a street number only these tell that somebody lives there. */
const LIVES = /[我他她爷奶婆公爸妈]家|家(?:住|在|里)|[我他她人现租居]住|住[在址]|独居|门牌|户[主籍]|家庭住址/;
/** With a landline beside it an address is an office's, unless somebody says that it is home. */
const LANDLINE = /(?<!\d)0\d{2,3}-?\d{7,8}(?!\d)/;
const SAYS_HOME = /[我他她]家|家[住在里庭]|住[在址]/;
const NEAR = /附近|旁边?|对面|[门路]口|门前|[前后]面|边上/;

/**
 * Where somebody's door is: from the building or the number in the street to the room. Doors of offices stay, and so
 * do buildings, units and streets without a room. What stands in the same clause decides which of these it is.
 */
export function findDoors(text: string): Range[] {
	const told = clauses(text);
	const at = (start: number) => told.find(start);
	const found = [
		...find(text, WHOLE, (_, start) => at(start).isHome || !at(start).isPublic),
		...find(
			text,
			HYPHENS,
			(door, start) => /[室房]$/.test(door) || at(start).isHome || (at(start).isPersonal && isUsual(door))
		),
		...find(
			text,
			ROOM_ALONE,
			(_, start) => !at(start).isOffice && (at(start).isHome || at(start).isPersonal)
		),
		...find(text, NEIGHBOUR),
		...find(text, ON_A_STREET, (_, start) => at(start).isLivedIn)
	];
	return withoutOverlaps(found);
}

/** Few floors have more than twelve rooms; what reads 3-1524 may be a day or a distance. */
function isUsual(door: string): boolean {
	return /(?:0[1-9]|1[0-2])$/.test(door);
}

interface Clause {
	isHome: boolean;
	isPublic: boolean;
	isOffice: boolean;
	isPersonal: boolean;
	isLivedIn: boolean;
}
const CLAUSE = /[^,，。;；!！?？\n…]+/g;

/** What the clause around a place says. Read once for each clause, however many doors it names. */
function clauses(text: string): { find(at: number): Clause } {
	const found = [...text.matchAll(CLAUSE)].map((match) => ({
		start: match.index,
		end: match.index + match[0].length,
		text: match[0]
	}));
	const read = new Map<number, Clause>();
	return {
		find(at) {
			let [low, high] = [0, found.length - 1];
			while (low < high) {
				const middle = (low + high + 1) >> 1;
				if ((found[middle]?.start ?? 0) <= at) low = middle;
				else high = middle - 1;
			}
			const known = read.get(low) ?? readClause(found[low]?.text ?? '', found[low - 1]?.text ?? '');
			read.set(low, known);
			return known;
		}
	};
}

function readClause(own: string, before: string): Clause {
	return {
		isHome: HOME.test(own),
		isPublic: PUBLIC_BUILDING.test(own),
		isOffice: OFFICE.test(own),
		isPersonal: PERSON.test(own) || PERSON.test(before),
		isLivedIn:
			(LIVES.test(own) || LIVES.test(before)) &&
			!NEAR.test(own) &&
			!OFFICE.test(own) &&
			(!LANDLINE.test(own) || SAYS_HOME.test(own))
	};
}

/** The one that begins first, and of these the longest. */
function withoutOverlaps(ranges: Range[]): Range[] {
	ranges.sort((a, b) => a.start - b.start || b.end - a.end);
	const kept: Range[] = [];
	for (const range of ranges) {
		if (range.start >= (kept.at(-1)?.end ?? 0)) kept.push(range);
	}
	return kept;
}
