import { redirect } from '@sveltejs/kit';
import { requireRole } from '$lib/accounts/guards.server';
import { claimIssue, releaseIssue } from '$lib/moderation/service.server';
import { readFormData } from '$lib/platform/http/bodies.server';
import { href } from '$lib/platform/i18n/i18n';
import { pathOfThisSite } from '$lib/platform/http/paths';
import type { RequestHandler } from './$types';

/** Takes an issue over from a colleague, gives it back to the queue, or keeps it while somebody types. */
export const POST: RequestHandler = async ({ request, locals, params }) => {
	const officer = requireRole(locals, 'intake_officer');
	const id = Number(params.id);
	const form = await readFormData(request);
	const act = form.get('act');
	if (act === 'release') {
		await releaseIssue(officer, id);
		redirect(303, href(`/intake?done=released&id=${id}`));
	}
	await claimIssue(officer, id, act === 'take_over');
	if (act === 'renew') return new Response(null, { status: 204 });
	redirect(303, pathOfThisSite(form.get('back')?.toString(), href(`/intake/${id}`)));
};
