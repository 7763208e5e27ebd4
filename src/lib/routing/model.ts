/** A text as the model reads it: each sign once, with how much it weighs there. */
export type Signs = ReadonlyMap<string, number>;

export interface Example {
	signs: Signs;
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
	/** Of each sign, its weight under each label; labels that never had it are left out. */
	signs: Record<string, [label: number, weight: number][]>;
}

interface Reason {
	sign: string;
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

/** Learns from decided texts; of the signs the `mostSigns` that stand in the most texts. */
export function train(
	examples: readonly Example[],
	{ mostSigns = Number.POSITIVE_INFINITY }: { mostSigns?: number } = {}
): Model {
	const labels = [...new Set(examples.map(({ label }) => label))].sort();
	const place = new Map(labels.map((label, at) => [label, at]));
	const counts = labels.map(() => 0);
	const weights = new Map<string, { texts: number; of: Map<number, number> }>();
	for (const { signs, label } of examples) {
		const at = place.get(label) ?? 0;
		counts[at] = (counts[at] ?? 0) + 1;
		for (const [sign, weight] of signs) {
			const known = weights.get(sign) ?? { texts: 0, of: new Map<number, number>() };
			known.texts++;
			known.of.set(at, (known.of.get(at) ?? 0) + weight);
			weights.set(sign, known);
		}
	}
	const kept = [...weights].sort(([, a], [, b]) => b.texts - a.texts).slice(0, mostSigns);
	return {
		labels,
		examples: counts,
		signs: Object.fromEntries(kept.map(([sign, { of }]) => [sign, [...of].sort(([a], [b]) => a - b)]))
	};
}

/** What is needed of a model to propose, made once. */
export interface Reader {
	propose(signs: Signs, most: number): Proposal[];
}

export function readModel({ labels, examples, signs }: Model): Reader {
	const all = labels.map(() => 0);
	let total = 0;
	let known = 0;
	for (const weights of Object.values(signs)) {
		known++;
		for (const [label, weight] of weights) {
			all[label] = (all[label] ?? 0) + weight;
			total += weight;
		}
	}
	const texts = examples.reduce((sum, count) => sum + count, 0);
	/** How much a sign speaks for each label: its share there against its share everywhere else. */
	function speak(sign: string): number[] | null {
		const weights = Object.hasOwn(signs, sign) ? signs[sign] : undefined;
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
			const said: { sign: string; weight: number; of: number[] }[] = [];
			for (const [sign, weight] of asked) {
				const of = speak(sign);
				if (!of) continue;
				said.push({ sign, weight, of });
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
						.map(({ sign, weight, of }) => ({ sign, says: weight * (of[at] ?? 0) }))
						.filter(({ says }) => says > 0.3)
						.sort((a, b) => b.says - a.says)
				}));
		}
	};
}
