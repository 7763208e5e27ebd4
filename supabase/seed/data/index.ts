import { environmentLetters } from './environment.ts';
import { healthCare } from './health.ts';
import { homes } from './homes.ts';
import { landAndMoney } from './land.ts';
import type { Letter } from './letter.ts';
import { marketsAndFirms } from './order.ts';
import { others } from './others.ts';
import { roads } from './roads.ts';
import { schools } from './schools.ts';
import { welfareAndJobs } from './welfare.ts';

const rooms = [
	roads,
	landAndMoney,
	schools,
	environmentLetters,
	welfareAndJobs,
	marketsAndFirms,
	homes,
	healthCare,
	others
];

/** Dealt out in turn, so that every month has letters of every kind. */
export const letters: Letter[] = Array.from(
	{ length: Math.max(...rooms.map((room) => room.length)) },
	(_, i) => rooms.flatMap((room) => room[i] ?? [])
).flat();
