// Who comes in crowds to this instance, so that each crowd leaves room for the other.

const aWhileMs = 250;
let lastOne = Number.NEGATIVE_INFINITY;

/** Somebody asks for a page. */
export function notePageRequest(): void {
	lastOne = performance.now();
}

/** Whether somebody asked for a page a moment ago. */
export function pagesAreRequested(): boolean {
	return performance.now() - lastOne < aWhileMs;
}

const manyVotes = 200;
let countedSince = Number.NEGATIVE_INFINITY;
let counted = 0;
let before = 0;

function nextSecond(): void {
	const passed = performance.now() - countedSince;
	if (passed < 1000) return;
	before = passed < 2000 ? counted : 0;
	counted = 0;
	countedSince = performance.now();
}

/** Somebody votes. */
export function noteVote(): void {
	nextSecond();
	counted++;
}

/** Whether hundreds vote in a second. */
export function manyVotesArrive(): boolean {
	nextSecond();
	return Math.max(before, counted) >= manyVotes;
}
