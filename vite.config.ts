import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vite';
import { server } from './src/server/vite-plugin.ts';

export default defineConfig({ plugins: [sveltekit(), server()] });
