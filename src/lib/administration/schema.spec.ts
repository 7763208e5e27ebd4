import { expect, test } from 'vitest';
import { categoryForm, invitationForm } from './schema';

const category = { key: 'water', version: '0', position: '1', nameZh: '供水', nameEn: 'Water' };

test('a name of zero-width characters alone is none', () => {
	expect(categoryForm.safeParse(category).success).toBe(true);
	const unseen = categoryForm.safeParse({ ...category, nameZh: '\u200b\u2060', nameEn: '\u3164' });
	expect(unseen.error?.issues.map(({ message }) => message)).toEqual(['name_zh_missing', 'name_en_missing']);
	const invited = { mail: 'a@example.org', name: '\u200b', role: 'collector', place: 'region:1' };
	expect(invitationForm.safeParse(invited).error?.issues[0]?.message).toBe('name_missing');
});
