import type { EnvironmentModuleNode, Plugin, ViteDevServer } from 'vite';
import type { Middleware } from './middleware/middleware.ts';

/** Takes what stands around SvelteKit (src/server) into the build, and into `npm run dev`. */
export function server(): Plugin {
	return {
		name: 'dianti-server',
		// Behind SvelteKit's plugin, which says in `build.ssr` which of its two builds this is.
		config: ({ build }, { command }) => ({
			server: {
				// What the embedded stack writes is no source.
				watch: { ignored: ['**/.data*/**', '**/build/**'] },
				// Production allows no other site to read its answers.
				cors: false
			},
			build:
				command === 'build' && build?.ssr ? { rollupOptions: { input: { main: 'src/server/main.ts' } } } : {}
		}),
		configureServer(vite) {
			// The same middleware as in production, as last edited.
			vite.middlewares.use((request, response, next) => {
				loadMiddleware(vite).then((middleware) => middleware(request, response, next), next);
			});
		},
		async hotUpdate({ server: vite, modules }) {
			if (this.environment.name !== 'ssr' || modules.length === 0) return;
			await forgetPages(vite);
			if (!isInBrowser(vite, modules)) vite.environments.client.hot.send({ type: 'full-reload' });
		},
		// Adds the Vite client to pages that ship no script, so that they reload after an edit, too.
		transform: {
			filter: { id: /\.svelte-kit\/generated\/server\/internal\.js$/ },
			handler(code) {
				if (this.environment.mode !== 'dev') return;
				return code.replace('<head>', `<head><script type=\\"module\\" src=\\"/@vite/client\\"></script>`);
			}
		}
	};
}

const stopOf = new WeakMap<ViteDevServer, () => void>();

async function loadMiddleware(vite: ViteDevServer): Promise<Middleware> {
	const { middleware } = await vite.ssrLoadModule('/src/server/middleware/index.ts');
	// An edited module is loaded beside its former self, which would go on asking the database.
	const { stopFollowing } = await vite.ssrLoadModule('/src/lib/platform/cache/public-changes.server.ts');
	const stopFormer = stopOf.get(vite);
	if (stopFormer !== stopFollowing) stopFormer?.();
	stopOf.set(vite, stopFollowing);
	return middleware;
}

/** Anything may have changed that cached pages show, or was read of the database. */
export async function forgetPages(vite: ViteDevServer): Promise<void> {
	const { notifyPublicChanges } = await vite.ssrLoadModule('/src/lib/platform/cache/public-changes.ts');
	notifyPublicChanges({ changes: null, began: Date.now() });
}

/** Vite itself updates what a page has loaded; what only the server renders reaches an open page by loading it again. */
function isInBrowser(vite: ViteDevServer, modules: EnvironmentModuleNode[]): boolean {
	const { moduleGraph } = vite.environments.client;
	return modules.some(({ file }) => file && (moduleGraph.getModulesByFile(file)?.size ?? 0) > 0);
}
