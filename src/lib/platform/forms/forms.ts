import type { z } from 'zod';

/** Sent along by the button that asks for the next choices instead of sending the form in. */
export const deeperField = 'region_deeper';

/** Marks a field of a form that no page carries back: a password is typed again. */
export const secret = <Field extends z.ZodType>(field: Field): Field => field.meta({ secret: true });
