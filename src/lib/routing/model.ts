/** A text as the model reads it: each feature once, with how much it weighs there. */
export type Features = ReadonlyMap<string, number>;

export interface Example {
	features: Features;
	/** The key that a person chose. */
	label: string;
}

/**
 * Counts by label, from which all else follows: multinomial naive Bayes against the complement (Rennie and others, 2003),
 * which small labels do not lose to large ones, and of which every word says how much it spoke for a label.
 */
export interface Model {
	labels: string[];
	/** How many examples each label had. */
	examples: number[];
	/** Of each feature, its weight under each label; labels that never had it are left out. */
	features: Record<string, [label: number, weight: number][]>;
}

interface Reason {
	feature: string;
	/** How much it speaks for the label beyond the others; natural logarithm. */
	says: number;
}

interface Proposal {
	label: string;
	/** 0 to 1; of all labels together 1. */
	share: number;
	/** What spoke for it, the strongest first. */
	reasons: Reason[];
}

const smoothing = 0.3;

/** Learns from decided texts; of the features the `mostSigns` that stand in the most texts. */
export function train(
	examples: readonly Example[],
	{ mostSigns = Number.POSITIVE_INFINITY }: { mostSigns?: number } = {}
): Model {
	const labels = [...new Set(examples.map(({ label }) => label))].sort();
	const place = new Map(labels.map((label, at) => [label, at]));
	const counts = labels.map(() => 0);
	const weights = new Map<string, { texts: number; of: Map<number, number> }>();
	for (const { features, label } of examples) {
		const at = place.get(label) ?? 0;
		counts[at] = (counts[at] ?? 0) + 1;
		for (const [feature, weight] of features) {
			const known = weights.get(feature) ?? { texts: 0, of: new Map<number, number>() };
			known.texts++;
			known.of.set(at, (known.of.get(at) ?? 0) + weight);
			weights.set(feature, known);
		}
	}
	const kept = [...weights].sort(([, a], [, b]) => b.texts - a.texts).slice(0, mostSigns);
	return {
		labels,
		examples: counts,
		features: Object.fromEntries(
			kept.map(([feature, { of }]) => [feature, [...of].sort(([a], [b]) => a - b)])
		)
	};
}

/** What is needed of a model to propose, made once. */
export interface Reader {
	propose(features: Features, most: number): Proposal[];
}

export function readModel({ labels, examples, features }: Model): Reader {
	const all = labels.map(() => 0);
	let total = 0;
	let known = 0;
	for (const weights of Object.values(features)) {
		known++;
		for (const [label, weight] of weights) {
			all[label] = (all[label] ?? 0) + weight;
			total += weight;
		}
	}
	const texts = examples.reduce((sum, count) => sum + count, 0);
	/** How much a feature speaks for each label: its share there against its share everywhere else. */
	function speak(feature: string): number[] | null {
		const weights = Object.hasOwn(features, feature) ? features[feature] : undefined;
		if (!weights) return null;
		const own = labels.map(() => 0);
		let everywhere = 0;
		for (const [label, weight] of weights) {
			own[label] = weight;
			everywhere += weight;
		}
		return labels.map((_, label) => {
			const here = ((own[label] ?? 0) + smoothing) / ((all[label] ?? 0) + smoothing * known);
			const elsewhere =
				(everywhere - (own[label] ?? 0) + smoothing) / (total - (all[label] ?? 0) + smoothing * known);
			return Math.log(here / elsewhere);
		});
	}
	return {
		propose(asked, most) {
			const sums = examples.map((count) => 0.5 * Math.log((count + 1) / (texts + labels.length)));
			const said: { feature: string; weight: number; of: number[] }[] = [];
			for (const [feature, weight] of asked) {
				const of = speak(feature);
				if (!of) continue;
				said.push({ feature, weight, of });
				for (const [label, says] of of.entries()) sums[label] = (sums[label] ?? 0) + weight * says;
			}
			const highest = Math.max(...sums);
			// Words of one text are not independent: without a divisor every proposal would seem certain.
			const shares = sums.map((sum) => Math.exp((sum - highest) / Math.sqrt(1 + said.length / 4)));
			const together = shares.reduce((sum, share) => sum + share, 0);
			return labels
				.map((label, at) => ({ label, at, share: (shares[at] ?? 0) / together }))
				.sort((a, b) => b.share - a.share)
				.slice(0, most)
				.map(({ label, at, share }) => ({
					label,
					share,
					reasons: said
						.map(({ feature, weight, of }) => ({ feature, says: weight * (of[at] ?? 0) }))
						.filter(({ says }) => says > 0.3)
						.sort((a, b) => b.says - a.says)
				}));
		}
	};
}
