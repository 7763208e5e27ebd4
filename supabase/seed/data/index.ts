import { environmentAndWork } from './living.ts';
import { landAndMoney } from './land.ts';
import type { Letter } from './letter.ts';
import { marketsAndFirms } from './order.ts';
import { others } from './others.ts';
import { roads } from './roads.ts';
import { schoolsAndHospitals } from './care.ts';

export const letters: Letter[] = [
	...roads,
	...landAndMoney,
	...schoolsAndHospitals,
	...environmentAndWork,
	...marketsAndFirms,
	...others
];
