/** A share as 0–100 with one decimal, rounded half up; null without a denominator. */
function percentage(numerator: number, denominator: number): number | null {
	return denominator > 0 ? Math.round((numerator / denominator) * 1000) / 10 : null;
}

/** `83.3%`, `100%`: no decimals that say nothing. */
export function formatPercentage(numerator: number, denominator: number): string | null {
	const share = percentage(numerator, denominator);
	return share === null ? null : `${share}%`;
}
