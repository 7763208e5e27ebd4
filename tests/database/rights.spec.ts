import { describe, expect, it } from 'vitest';
import { columnPrivileges, fullName, functionsOf, relationsOf, rightsOn } from '../support/rights.ts';
import { describeFunctions, describeRelation, type PersonRights } from '../support/rights-page.ts';
import { buildRightsWorld } from '../support/rights-world.ts';
import { openStack } from '../support/stack.ts';

// Everybody × every table and view × select, insert, update, delete × whose row; and every function. Compared with
// rights.expected.md, which a person reads: `vitest run --project database rights -u` writes it anew.
const stack = await openStack();
const { sql } = stack;
const people = await buildRightsWorld(stack);
const relations = await relationsOf(sql);
const functions = await functionsOf(sql);

const outcomes = new Map<string, PersonRights[]>();
for (const relation of relations) {
	const rights: PersonRights[] = [];
	for (const person of people) rights.push({ ...(await rightsOn(sql, relation, person)), who: person.name });
	outcomes.set(fullName(relation), rights);
}
const of = (name: string, who: string) => outcomes.get(name)?.find((rights) => rights.who === who);

it('everybody has the rights that rights.expected.md says, on every table, view and function', async () => {
	const page = [
		'# Who may do what',
		'Made from the database by tests/database/rights.spec.ts. A row is named by who told the issue, in which region it lies and whether it is public; “here” is the region and department of those called “here”. – means: no privilege.',
		...relations.map((relation) => describeRelation(relation, outcomes.get(fullName(relation)) ?? [])),
		describeFunctions(functions),
		'## Privileges on single columns',
		(await columnPrivileges(sql)).map((line) => `- ${line}`).join('\n') || 'None.'
	].join('\n\n');
	await expect(`${page}\n`).toMatchFileSnapshot('rights.expected.md');
});

describe('whatever the file says', () => {
	it('every exposed table has a row in this test', () => {
		const empty = relations.filter(
			({ schema, name }) => schema === 'public' && of(`public.${name}`, 'service_role')?.select === 'empty'
		);
		expect(empty).toEqual([]);
	});

	it('every table has row-level security', () => {
		expect(relations.filter(({ kind, hasRowSecurity }) => kind === 'table' && !hasRowSecurity)).toEqual([]);
	});

	it('nobody writes a table but through a function', () => {
		const writing = [...outcomes].flatMap(([name, everybody]) =>
			everybody
				.filter((rights) =>
					[rights.insert, rights.update, rights.delete].some(
						(outcome) => outcome !== '–' && outcome !== 'not possible'
					)
				)
				.map(({ who }) => `${who}: ${name}`)
		);
		expect(writing).toEqual([]);
	});

	it('nobody reads a private table', () => {
		const reading = [...outcomes].flatMap(([name, everybody]) =>
			name.startsWith('private.')
				? everybody.filter(({ select }) => select !== '–').map(({ who }) => `${who}: ${name}`)
				: []
		);
		expect(reading).toEqual([]);
	});

	it('a visitor, a resident and whoever lost a role see nothing hidden', () => {
		for (const who of ['visitor', 'resident', 'intake_officer revoked', 'intake_officer disabled']) {
			for (const name of outcomes.keys())
				expect(of(name, who)?.select, `${who}: ${name}`).not.toMatch(/hidden|draft|all of/);
		}
	});

	it('no definer function is exposed, and each has an empty search path', () => {
		const wrong = functions.filter(
			({ isDefiner, schema, hasEmptyPath }) => isDefiner && (schema === 'public' || !hasEmptyPath)
		);
		expect(wrong.map(({ signature }) => signature)).toEqual([]);
	});
});
