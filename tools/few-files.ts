import type { Plugin } from 'vite';

/**
 * The scripts that pages share, as few files: a page loads `site`, its own script and at most two of the others. On a slow
 * line every file costs more than its bytes (tests/journeys/weight.spec.ts). The first pattern that fits decides; what
 * these modules import goes along with them.
 */
const sharedScripts: [name: string, modules: RegExp][] = [
	[
		'site',
		// Libraries, the fields and words that most pages use; `\0` marks the modules that Vite and SvelteKit make.
		/\/node_modules\/|^\0|\/src\/lib\/(?:ui|platform|domain|labels|regions|categories|departments|paraglide\/(?!messages\/)|ratings\/labels|accounts\/(?:labels|index|components\/AccountLink)|deadlines\/components\/DueMark|issues\/catalogue\/rules)|\/messages\/(?:(?:ui|site|role|own|me|rating)_|issue_(?:number|told_on|votes))/
	],
	['administration', /\/src\/lib\/administration\/|\/messages\/(?:admin|notice|routing)_/],
	[
		'signed-in',
		/\/src\/lib\/(?:accounts|follows|moderation|redactions|repeats)\/|\/IssueRows\.svelte|\/messages\/(?:commitment|intake|invitation|news|redact|repeats|sign|stale)_/
	],
	['results', /\/src\/lib\/(?:results|scores|charts)\/|\/messages\/(?:results|scores)_/],
	['issues', /\/src\//]
];

interface Importers {
	importers: readonly string[];
}

/** Whether more than one page uses a module, or what stands around every page does. */
function isShared(id: string, moduleInfo: (id: string) => Importers | null): boolean {
	const pages = new Set<string>();
	const seen = new Set<string>();
	const follow = (at: string): boolean => {
		if (seen.has(at)) return false;
		seen.add(at);
		if (/\/src\/routes\/\+/.test(at)) return true;
		if (/\/\+(?:page|layout)\.svelte$/.test(at)) return pages.add(at).size > 1;
		return (moduleInfo(at)?.importers ?? []).some(follow);
	};
	return follow(id);
}

/** For the browser only: on the server a file more costs nothing. */
export function fewFiles(): Plugin {
	return {
		name: 'few-files',
		config: ({ build }) => {
			if (build?.ssr) return {};
			const scripts = sharedScripts.map(([name, test], place) => ({
				name,
				test,
				minShareCount: 2,
				priority: sharedScripts.length - place
			}));
			const styles = {
				name: (id: string, chunking: { getModuleInfo(id: string): Importers | null }) =>
					isShared(id, (at) => chunking.getModuleInfo(at)) ? 'styles' : null,
				test: /\.css$/,
				priority: sharedScripts.length + 1
			};
			const codeSplitting = { groups: [styles, ...scripts] };
			return { build: { rollupOptions: { output: { codeSplitting } } } };
		}
	};
}
