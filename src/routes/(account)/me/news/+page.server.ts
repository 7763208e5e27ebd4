import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { requireSession } from '$lib/accounts/guards.server';
import { listNews, seeNews } from '$lib/follows/service.server';
import { listDepartments } from '$lib/departments/service.server';
import { formAction } from '$lib/platform/forms/forms.server';
import { href } from '$lib/platform/i18n/i18n';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const before = /^[1-9]\d{0,14}$/.exec(url.searchParams.get('before') ?? '');
	const session = requireSession(locals);
	const [list, departments] = await Promise.all([
		listNews(session, before ? Number(before[0]) : null),
		listDepartments()
	]);
	return { ...list, departments, isFirst: before === null };
};

export const actions: Actions = {
	seen: ({ request, locals }) =>
		formAction(request, z.object({}), async () => {
			await seeNews(requireSession(locals));
			redirect(303, href('/me/news'));
		})
};
