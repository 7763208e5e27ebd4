import { readModel, train, type Example, type Model } from './model.ts';
import { featuresOf } from './features.server.ts';

export const kinds = ['category', 'department'] as const;
export type Kind = (typeof kinds)[number];

/** Fewer decisions teach nothing that deserves to be called advice. */
export const leastExamples = 60;
const mostExamples = 20_000;
/** Features kept of each model, the commonest; a model is held in the memory of every instance. */
const mostSigns = 30_000;
const folds = 5;

interface Accuracy {
	first: number;
	amongThree: number;
	/** Of always proposing the commonest label. */
	commonest: number;
}

/** Every fifth example at a time is held out while the others teach. */
function crossValidate(examples: readonly Example[]): Accuracy {
	const hits = { first: 0, amongThree: 0 };
	const counts = new Map<string, number>();
	for (const { label } of examples) counts.set(label, (counts.get(label) ?? 0) + 1);
	for (let fold = 0; fold < folds; fold++) {
		const reader = readModel(trained(examples.filter((_, at) => at % folds !== fold)));
		for (const [at, { features, label }] of examples.entries()) {
			if (at % folds !== fold) continue;
			const three = reader.propose(features, 3).map((proposal) => proposal.label);
			if (three[0] === label) hits.first++;
			if (three.includes(label)) hits.amongThree++;
		}
	}
	const n = Math.max(1, examples.length);
	return {
		first: hits.first / n,
		amongThree: hits.amongThree / n,
		commonest: Math.max(0, ...counts.values()) / n
	};
}

function trained(examples: readonly Example[]): Model {
	return train(examples, { mostSigns });
}

/** One statement of the database, with its rows. */
export type Ask = (statement: string, values: (string | number)[]) => Promise<readonly unknown[]>;

interface ExampleRow {
	title: string;
	body: string;
	label: string;
}

/** Trains both models on what officers decided, and stores them with how good they are; answers on how many decisions. */
export async function trainModels(ask: Ask): Promise<Record<Kind, number>> {
	const learnt: Record<Kind, number> = { category: 0, department: 0 };
	for (const kind of kinds) {
		const rows = (await ask('select * from private.routing_examples($1, $2)', [
			kind,
			mostExamples
		])) as ExampleRow[];
		learnt[kind] = rows.length;
		if (rows.length < leastExamples) continue;
		const examples = rows.map((row) => ({ features: featuresOf(row), label: row.label }));
		const { first, amongThree, commonest } = crossValidate(examples);
		await ask('select private.store_routing_model($1, $2, $3, $4, $5, $6)', [
			kind,
			rows.length,
			first,
			amongThree,
			commonest,
			JSON.stringify(trained(examples))
		]);
	}
	return learnt;
}
