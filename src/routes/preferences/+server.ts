import { redirect } from '@sveltejs/kit';
import { readFormData } from '$lib/platform/http/bodies.server';
import { pathOfThisSite } from '$lib/platform/http/paths';
import { readPreferences } from '$lib/platform/http/preferences';
import type { RequestHandler } from './$types';

const aYear = 60 * 60 * 24 * 365;

/** The switches in the header post here and come back to the page they stood on. */
export const POST: RequestHandler = async ({ request, cookies, url }) => {
	const form = await readFormData(request);
	const given = (name: 'theme' | 'text') => form.get(name)?.toString() ?? cookies.get(name);
	const { theme, text } = readPreferences(given('theme'), given('text'));
	const options = { path: '/', maxAge: aYear, secure: url.protocol === 'https:' };
	cookies.set('theme', theme, options);
	cookies.set('text', text, options);
	redirect(303, pathOfThisSite(form.get('back')?.toString()));
};
