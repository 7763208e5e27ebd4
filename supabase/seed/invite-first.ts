import { parseArgs } from 'node:util';
import { z } from 'zod';
import { inviteFirst } from '../../src/lib/accounts/invitations.server.ts';
import { config } from '../../src/lib/platform/config.server.ts';
import { DomainError } from '../../src/lib/platform/errors.ts';
import { cityRoot } from './root-region.ts';

// npm run invite-first -- administrator|commission_lead --mail ADDRESS --name NAME
// The two roles that nobody inside a new portal can give. Prints the link to the first sign-in.
const input = z.object({
	role: z.enum(['administrator', 'commission_lead']),
	mail: z.email(),
	name: z.string().min(1).max(40)
});

const { positionals, values } = parseArgs({
	allowPositionals: true,
	options: { mail: { type: 'string' }, name: { type: 'string' } }
});
const parsed = input.safeParse({ role: positionals[0], ...values });
if (!parsed.success) {
	console.error('Usage: npm run invite-first -- administrator|commission_lead --mail ADDRESS --name NAME');
	process.exit(1);
}

try {
	const { role, mail, name } = parsed.data;
	const { link } = await inviteFirst(role, { mail, name }, cityRoot, config().origin ?? '');
	console.log(`${name} <${mail}> sets a password here; the link is shown only now:\n  ${link}`);
} catch (error) {
	console.error(
		error instanceof DomainError && error.code === 'already_set_up'
			? `There is one already. Ask that person to grant the role on the staff page.`
			: error
	);
	process.exitCode = 1;
}
