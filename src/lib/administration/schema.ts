import { z } from 'zod';
import { staffMail, staffName } from '$lib/accounts/schema';
import { staffRoles } from '$lib/domain/roles';
import { visibleLength } from '$lib/text/normalize';

/** The words left out mean something of their own in a question to the Data API. */
const key = z
	.string('key_invalid')
	.trim()
	.regex(/^(?!(true|false|null)$)[a-z][a-z0-9_]{1,40}$/, 'key_invalid');
const version = z.coerce.number('input_invalid').int('input_invalid').min(0, 'input_invalid');
const id = z.coerce
	.number('input_invalid')
	.int('input_invalid')
	.positive('input_invalid')
	.max(2_147_483_647, 'input_invalid');
/** A box that is not ticked is not sent. */
const isActive = z
	.literal('on')
	.optional()
	.transform((sent) => sent === 'on');
/** A name of nothing but zero-width characters is none. */
const visible = (missing: string) =>
	z
		.string(missing)
		.trim()
		.refine((name) => visibleLength(name) > 0, { error: missing, abort: true });
const nameZh = (limit: number) => visible('name_zh_missing').max(limit, 'text_too_long');
const nameEn = (limit: number) => visible('name_en_missing').max(limit, 'text_too_long');
const optional = (limit: number) => z.string().trim().max(limit, 'text_too_long').default('');

export const regionForm = z.object({
	parent: id.optional(),
	key,
	version,
	level: z.coerce
		.number('region_level_invalid')
		.int('region_level_invalid')
		.min(1, 'region_level_invalid')
		.max(5, 'region_level_invalid'),
	nameZh: nameZh(60),
	nameEn: nameEn(80),
	code: z
		.string()
		.trim()
		.regex(/^([0-9]{6}([0-9]{3}){0,2})?$/, 'region_code_invalid')
		.default(''),
	isActive
});

export const departmentForm = z.object({
	region: id,
	key,
	version,
	nameZh: nameZh(60),
	nameEn: nameEn(80),
	dutyZh: optional(500),
	dutyEn: optional(800),
	phone: z
		.string()
		.trim()
		.regex(/^([0-9 +()-]{3,30})?$/, 'department_phone_invalid')
		.default(''),
	isActive
});

export const categoryForm = z.object({
	key,
	version,
	position: z.coerce
		.number('input_invalid')
		.int('input_invalid')
		.min(1, 'input_invalid')
		.max(30_000, 'input_invalid'),
	nameZh: nameZh(40),
	nameEn: nameEn(60),
	isActive
});

const roleFields = {
	role: z.enum(staffRoles, 'role_unknown'),
	/** `region:12` or, for officers, `department:water`. */
	place: z.string('place_missing').min(1, 'place_missing')
};

export const grantForm = z.object(roleFields);
export const invitationForm = z.object({
	mail: staffMail,
	name: staffName,
	...roleFields
});
export const revocationForm = z.object({ grant: id });
export const invitationRevocationForm = z.object({ invitation: id });
export const emptyForm = z.object({});

export type RegionInput = z.output<typeof regionForm>;
export type DepartmentInput = z.output<typeof departmentForm>;
export type CategoryInput = z.output<typeof categoryForm>;
