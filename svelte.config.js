import adapter from './src/server/adapter.js';

/** @type {import('@sveltejs/kit').Config} */
export default {
	kit: {
		adapter: adapter({ precompress: true }),
		typescript: {
			config: (config) => ({
				...config,
				include: [...config.include, '../supabase/**/*.ts', '../bench/**/*.ts', '../tools/**/*.ts']
			})
		},
		csp: {
			mode: 'nonce',
			directives: {
				'default-src': ['none'],
				'script-src': ['self'],
				'style-src': ['self'],
				// Svelte's and Chart.js's own style attributes; a style attribute cannot load or run anything.
				'style-src-attr': ['unsafe-inline'],
				'img-src': ['self', 'data:', 'blob:'],
				'font-src': ['self'],
				'connect-src': ['self'],
				'manifest-src': ['self'],
				'form-action': ['self'],
				'frame-ancestors': ['none'],
				'base-uri': ['none']
			}
		}
	}
};
