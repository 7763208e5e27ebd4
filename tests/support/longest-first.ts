import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Spec files that take longer than their size says; begun late, one of them would run on alone. */
const long = [
	'developing',
	'loop',
	'accessibility',
	'standing',
	'public-changes',
	'outbox',
	'submitting',
	'naughty',
	'routes'
];

const placeOf = ({ moduleId }: TestSpecification) => {
	const place = long.findIndex((name) => moduleId.endsWith(`/${name}.spec.ts`));
	return place < 0 ? long.length : place;
};

export class LongestFirst extends BaseSequencer {
	override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
		const projects = Map.groupBy(await super.sort(files), ({ project }) => project);
		return [...projects.values()].flatMap((specs) => specs.sort((a, b) => placeOf(a) - placeOf(b)));
	}
}
