import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import english from '../../../../messages/en.json';
import chinese from '../../../../messages/zh-CN.json';

type Entry = (typeof english)[keyof typeof english] | (typeof chinese)[keyof typeof chinese];

const root = path.resolve(import.meta.dirname, '../../../..');
const source = sourceOf('src/**/*.{ts,svelte}');
const migrations = sourceOf('supabase/migrations/*.sql');
const calls = new Set(matches(source, /\bm\.([a-z]\w*)/g));
// A refusal's code is a literal of the code or of an SQL function; `messages.server.ts` puts `error_` before it.
const codes = new Set(matches(source + migrations, /'([a-z][a-z0-9_]*)'/g));
/** What the database answers to a vote; the service puts `vote_` before it. */
const voteOutcomes = ['account_not_allowed', 'issue_not_open', 'own_issue'].map((code) => `vote_${code}`);

function sourceOf(pattern: string): string {
	return globSync(pattern, { cwd: root })
		.filter((file) => !/paraglide|\.spec\.ts$|database\.types\.ts$/.test(file))
		.map((file) => readFileSync(path.join(root, file), 'utf8'))
		.join('\n');
}

function matches(text: string, pattern: RegExp): string[] {
	return [...text.matchAll(pattern)].map(([, found = '']) => found);
}

function isUsed(key: string): boolean {
	if (calls.has(key)) return true;
	const code = key.replace(/^error_/, '');
	return code !== key && (codes.has(code) || voteOutcomes.includes(code));
}

/** A plain sentence, or each of its forms where it has a plural. */
function sentencesOf(entry: Entry): string[] {
	return typeof entry === 'string' ? [entry] : entry.flatMap(({ match }) => Object.values(match));
}

function placeholders(entry: Entry): string[] {
	const names = sentencesOf(entry).flatMap((sentence) => matches(sentence, /\{(\w+)\}/g));
	return [...new Set(names)].sort();
}

const chineseEntries = new Map<string, Entry>(Object.entries(chinese));
const englishEntries = new Map<string, Entry>(Object.entries(english));

describe('messages', () => {
	it('stand in both languages', () => {
		expect([...englishEntries.keys()].sort()).toEqual([...chineseEntries.keys()].sort());
	});

	it('have a text in every form', () => {
		const entries = [...chineseEntries, ...englishEntries];
		expect(entries.filter(([, entry]) => sentencesOf(entry).some((text) => text.trim() === ''))).toEqual([]);
	});

	it('say the same placeholders in both languages', () => {
		const differing = [...chineseEntries].filter(
			([key, entry]) => String(placeholders(entry)) !== String(placeholders(englishEntries.get(key) ?? ''))
		);
		expect(differing.map(([key]) => key)).toEqual([]);
	});

	it('are each used', () => {
		expect([...chineseEntries.keys()].filter((key) => !isUsed(key))).toEqual([]);
	});
});
