import { fullName, type Relation, type Rights, type SqlFunction } from './rights.ts';

export interface PersonRights extends Rights {
	who: string;
}

/** One table or view: its policies, and one line for all who may do the same. */
export function describeRelation(relation: Relation, everybody: PersonRights[]): string {
	const policies = relation.policies.map((policy) => `\`${policy}\``).join(', ') || 'none';
	const alike = new Map<string, string[]>();
	for (const { who, ...rights } of everybody) {
		const line = [rights.select, rights.insert, rights.update, rights.delete].join(' | ');
		alike.set(line, [...(alike.get(line) ?? []), who]);
	}
	const lines = [...alike].map(([rights, names]) => `| ${namesOf(names, everybody.length)} | ${rights} |`);
	return [
		`## ${fullName(relation)} (${relation.kind})`,
		`Policies: ${policies}.`,
		['| who | select | insert | update | delete |', '| --- | --- | --- | --- | --- |', ...lines].join('\n')
	].join('\n\n');
}

function namesOf(names: string[], everybody: number): string {
	return names.length === everybody ? 'everybody' : names.join(', ');
}

/** Functions by who may call them. */
export function describeFunctions(functions: SqlFunction[]): string {
	const byGrantees = new Map<string, string[]>();
	for (const { signature, grantees, isDefiner } of functions) {
		const callers = grantees.join(', ') || 'only other functions and the owner';
		const line = `- \`${signature}\`${isDefiner ? ' (definer)' : ''}`;
		byGrantees.set(callers, [...(byGrantees.get(callers) ?? []), line]);
	}
	const sections = [...byGrantees]
		.sort(([a], [b]) => a.localeCompare(b))
		.map(([callers, lines]) => `### ${callers}\n\n${lines.join('\n')}`);
	return ['## Functions, by who may call them', ...sections].join('\n\n');
}
