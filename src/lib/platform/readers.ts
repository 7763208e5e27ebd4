const aWhileMs = 250;
let lastOne = Number.NEGATIVE_INFINITY;

/** Somebody asks for a page. */
export function noteReader(): void {
	lastOne = performance.now();
}

/** Whether somebody asked for a page a moment ago. */
export function someoneReads(): boolean {
	return performance.now() - lastOne < aWhileMs;
}
