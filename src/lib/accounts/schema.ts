import { z } from 'zod';
import { secret } from '$lib/platform/forms/forms';
import { visibleLength } from '$lib/text/normalize';

/** The version of the privacy terms that a person agrees to; a new text gets a new version. */
export const privacyVersion = '2026-11-01';

const identifierKinds = ['phone', 'mail'] as const;
export type IdentifierKind = (typeof identifierKinds)[number];

export interface Identifier {
	kind: IdentifierKind;
	/** 11 digits, or a mail address in lower case. */
	value: string;
}

const mobile = /^1[3-9]\d{9}$/;
const mail = z.email().max(254);

/** Reads what a person typed: full-width digits, spaces, hyphens and +86 are forgiven. Null when it is neither. */
export function parseIdentifier(typed: string): Identifier | null {
	const text = typed.normalize('NFKC').trim();
	const digits = text.replace(/[\s()-]/g, '').replace(/^(\+|00)?86(?=1\d{10}$)/, '');
	if (mobile.test(digits)) return { kind: 'phone', value: digits };
	const address = mail.safeParse(text.toLowerCase());
	return address.success ? { kind: 'mail', value: address.data } : null;
}

const identifier = z
	.string('identifier_missing')
	.trim()
	.min(1, 'identifier_missing')
	.transform((typed, context) => {
		const parsed = parseIdentifier(typed);
		if (parsed) return parsed;
		context.addIssue({ code: 'custom', message: 'identifier_invalid' });
		return z.NEVER;
	});

const sixDigits = (missing: string, invalid: string) =>
	z
		.string(missing)
		.transform((typed) => typed.normalize('NFKC').replace(/[\s-]/g, ''))
		.pipe(
			z
				.string()
				.min(1, missing)
				.regex(/^\d{6}$/, invalid)
		);

const code = sixDigits('code_missing', 'code_invalid');
const challenge = z.uuid('code_expired');

export const codeRequest = z.object({ identifier, consent: z.literal('on', 'consent_required') });
export const codeEntry = z.object({ identifier, challenge, code });

export const staffMail = z
	.string('mail_invalid')
	.transform((typed) => typed.normalize('NFKC').trim().toLowerCase())
	.pipe(z.email('mail_invalid').max(254, 'mail_invalid'));
export const passwordEntry = z.object({
	mail: staffMail,
	password: secret(z.string('password_missing').min(1, 'password_missing').max(1024, 'password_wrong'))
});
export const totpEntry = z.object({
	challenge: z.string('sign_in_timed_out').min(1, 'sign_in_timed_out').max(2000, 'sign_in_timed_out'),
	code: sixDigits('code_missing', 'code_invalid')
});

export const staffName = z
	.string('name_missing')
	.trim()
	.refine((name) => visibleLength(name) > 0, { error: 'name_missing', abort: true })
	.max(40, 'name_too_long');

/** Length is what protects a password; composition rules only make it harder to remember. */
const newPassword = {
	password: secret(z.string('password_missing').min(12, 'password_too_short').max(256, 'password_too_long')),
	repeated: secret(z.string('password_repeat_wrong')),
	code: sixDigits('code_missing', 'code_invalid')
};
const isRepeated = ({ password, repeated }: { password: string; repeated: string }) => password === repeated;
const notRepeated = { path: ['repeated'], message: 'password_repeat_wrong' };

export const invitationAnswer = z.object({ name: staffName, ...newPassword }).refine(isRepeated, notRepeated);
export const passwordChange = z
	.object({
		present: secret(
			z.string('password_missing').min(1, 'password_missing').max(1024, 'present_password_wrong')
		),
		...newPassword
	})
	.refine(isRepeated, notRepeated);

export const settingsForm = z
	.object({
		display: z.enum(['anonymous', 'surname'], 'input_invalid'),
		surname: z.string().trim().default(''),
		locale: z.enum(['zh-CN', 'en'], 'input_invalid')
	})
	.refine(({ display, surname }) => display === 'anonymous' || /^\p{L}{1,4}$/u.test(surname), {
		path: ['surname'],
		message: 'surname_invalid'
	});

export const sessionForm = z.object({
	session: z.string('input_invalid').regex(/^[0-9a-f]{64}$/, 'input_invalid')
});
export const confirmationRequest = z.object({ kind: z.enum(identifierKinds, 'input_invalid') });
export const confirmationEntry = z.object({
	kind: z.enum(identifierKinds, 'input_invalid'),
	challenge,
	code
});
export const contactRequest = z.object({ identifier });
