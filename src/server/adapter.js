import { writeFileSync } from 'node:fs';
import path from 'node:path';
import adapterNode from '@sveltejs/adapter-node';

/**
 * adapter-node with a server of our own: `node build` runs src/server/main.ts, bundled with the app, so that its
 * middleware and the hooks are one and the same module. Vite builds main.ts as one more entry (vite-plugin.ts).
 * @param {import('@sveltejs/adapter-node').AdapterOptions} options
 * @returns {import('@sveltejs/kit').Adapter}
 */
export default function adapter(options) {
	const { adapt, ...rest } = adapterNode(options);
	return {
		...rest,
		adapt: (builder) => adapt({ ...builder, copy: withOwnEntry(builder) })
	};
}

/**
 * adapter-node copies its entry files to a folder before it bundles them, and offers no other way to replace the one that
 * listens.
 * @param {import('@sveltejs/kit').Builder} builder
 * @returns {import('@sveltejs/kit').Builder['copy']}
 */
function withOwnEntry(builder) {
	const entries = path.join(builder.getBuildDirectory('adapter-node'), 'entries');
	const main = path.relative(entries, path.join(builder.getServerDirectory(), 'main.js'));
	return (from, to, options) => {
		const copied = builder.copy(from, to, options);
		if (path.resolve(to) === path.resolve(entries)) {
			const lines = [
				`import { handler } from './handler.js';`,
				`import { serve } from ${JSON.stringify(main)};`,
				'serve(handler);'
			];
			writeFileSync(path.join(entries, 'index.js'), lines.join('\n'));
		}
		return copied;
	};
}
