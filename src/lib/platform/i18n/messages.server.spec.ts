import { expect, it } from 'vitest';
import { overwriteGetLocale } from '$lib/paraglide/runtime.js';
import { messageFor } from './messages.server';

it('finds the sentence of a code in the reader’s language', () => {
	overwriteGetLocale(() => 'en');
	expect(messageFor('sign_in_required')).toMatch(/sign in/);
	overwriteGetLocale(() => 'zh-CN');
	expect(messageFor('sign_in_required')).toMatch(/登录/);
});

it('has a safe sentence for a code without one', () => {
	expect(messageFor('no_such_code_anywhere')).toBe(messageFor('unexpected'));
	expect(messageFor('__proto__')).toBe(messageFor('unexpected'));
});
