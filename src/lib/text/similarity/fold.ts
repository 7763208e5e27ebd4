/** Letters and digits alone, small, full-width forms as plain ones: at most so many. */
export function fold(text: string, most: number): string {
	return text
		.slice(0, 2 * most)
		.toWellFormed()
		.normalize('NFKC')
		.toLowerCase()
		.replace(/[^\p{L}\p{N}]/gu, '')
		.slice(0, most);
}

/** What stands in so many titles that it says nothing of the matter. */
const COURTESIES =
	/关于|投诉|反映|反应|咨询|建议|请求|希望|请问|求助|举报|急|呼吁|问题|情况|能否|如何|为什么|为何|什么时候|解决|处理|相关|有关|请|严重|恳请|尽快|强烈|领导|书记|市长|政府|部门/gu;

export const withoutCourtesies = (folded: string) => folded.replace(COURTESIES, ' ');

/** Runs of so many signs that stand side by side; a space parts. */
export function runsOf(folded: string, length: 2 | 3): Set<string> {
	const runs = new Set<string>();
	for (let i = 0; i + length <= folded.length; i++) {
		const run = folded.slice(i, i + length);
		if (!run.includes(' ')) runs.add(run);
	}
	return runs;
}
