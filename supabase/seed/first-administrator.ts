import { inviteFirst } from '../../src/lib/accounts/invitations.server.ts';
import { config } from '../../src/lib/platform/config.server.ts';
import { cityRoot } from './root-region.ts';

/** Fills an empty portal: a root region, and an administrator whose link to the first sign-in is said once. */
export async function seed({ log }: { log: (line: string) => void }): Promise<void> {
	const mail = process.env.ADMIN_MAIL ?? 'admin@localhost.localdomain';
	const { link } = await inviteFirst(
		'administrator',
		{ mail, name: '平台管理员' },
		cityRoot,
		config().origin ?? ''
	);
	log(
		`\nThe first administrator (${mail}) sets a password here, once the portal is up. This is shown only now:\n  ${link}`
	);
}
