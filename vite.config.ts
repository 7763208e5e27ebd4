import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vite';
import { server } from './src/server/vite-plugin.ts';
import { fewFiles } from './tools/few-files.ts';

export default defineConfig({
	plugins: [sveltekit(), server(), fewFiles()],
	build: {
		rollupOptions: {
			// Making a schema does nothing else: pages that want a constant beside one load neither it nor zod.
			treeshake: { manualPureFunctions: ['z'] }
		}
	}
});
