import { inviteFirst } from '../../src/lib/accounts/invitations.server.ts';
import { staffMail } from '../../src/lib/accounts/schema.ts';
import { config } from '../../src/lib/platform/config.server.ts';

// For a portal without the demo town: nobody inside can give the first role, so whoever runs the portal does, with a
// one-time link. Alone, for the first commission lead, whom no administrator can appoint:
// tsx --import ./supabase/local/running-stack.mjs supabase/seed/first-administrator.ts commission_lead MAIL

interface Options {
	log: (line: string) => void;
	role?: 'administrator' | 'commission_lead';
	mail?: string;
}

/** Makes a root region when there is none (ROOT_KEY, ROOT_LEVEL, ROOT_NAME, ROOT_NAME_EN) and prints the link once. */
export async function seed({
	log,
	role = 'administrator',
	mail = process.env.ADMIN_MAIL
}: Options): Promise<void> {
	const { env } = process;
	const address = staffMail.parse(mail ?? 'administrator@dianti.example');
	const { link } = await inviteFirst(
		role,
		{ mail: address, name: role === 'administrator' ? '平台管理员' : '纪委监委负责人' },
		{
			key: env.ROOT_KEY ?? 'root',
			level: Number(env.ROOT_LEVEL ?? 3),
			nameZh: env.ROOT_NAME ?? '本地区',
			nameEn: env.ROOT_NAME_EN ?? 'Our region'
		},
		config().origin ?? ''
	);
	log(`\nThe first sign-in, as ${address}, shown this once and good for 7 days:\n  ${link}\n`);
}

const [, script, role, mail] = process.argv;
if (script?.endsWith('first-administrator.ts')) {
	if (role !== 'administrator' && role !== 'commission_lead') {
		console.error('Give the role, administrator or commission_lead, and the mail address to sign in with.');
		process.exit(1);
	}
	await seed({ log: console.log, role, ...(mail === undefined ? {} : { mail }) }).catch((error: unknown) => {
		console.error(error instanceof Error ? error.message : error);
		process.exitCode = 1;
	});
}
