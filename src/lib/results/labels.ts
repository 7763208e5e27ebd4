import { m } from '$lib/paraglide/messages.js';
import { channelLabel } from '$lib/labels/domain';
import type { IssueChannel } from '$lib/domain/channels';
import { formatMonth } from '$lib/platform/time/clock';
import { localName } from '$lib/platform/i18n/local-name';
import type { PresetName } from './rules.ts';
import type { GroupNames } from './types.ts';
import type { CountKind, Figure, Grouping, Measure, Period } from './schema.ts';

const measureLabels = {
	first_answer: m.results_measure_first_answer,
	solved: m.results_measure_solved,
	satisfied: m.results_measure_satisfied,
	to_the_point: m.results_measure_to_the_point,
	reopened: m.results_measure_reopened,
	repeats: m.results_measure_repeats,
	days: m.results_measure_days
} satisfies Record<Measure, () => string>;

/** What n counts. */
const sampleLabels = {
	first_answer: m.results_sample_first_answer,
	solved: m.results_sample_ratings,
	satisfied: m.results_sample_ratings,
	to_the_point: m.results_sample_ratings,
	reopened: m.results_sample_responses,
	repeats: m.results_sample_issues,
	days: m.results_sample_responses
} satisfies Record<Measure, (inputs: { count: number }) => string>;

const groupingLabels = {
	month: m.results_by_month,
	department: m.results_by_department,
	region: m.results_by_region,
	category: m.results_by_category,
	channel: m.results_by_channel
} satisfies Record<Grouping, () => string>;

/** Over the column of the groups. */
const headings = {
	month: m.results_heading_month,
	department: m.results_department,
	region: m.results_region,
	category: m.results_category,
	channel: m.results_heading_channel
} satisfies Record<Grouping, () => string>;

const countLabels = {
	published: m.results_count_published,
	answered: m.results_count_answered,
	confirmed: m.results_count_confirmed,
	reopenings: m.results_count_reopened,
	rejected: m.results_count_rejected,
	votes: m.results_count_votes,
	waits_for_intake: m.stage_waits_for_intake,
	owes_answer: m.stage_owes_answer,
	in_hand: m.stage_in_hand,
	overdue: m.stage_overdue,
	done: m.stage_done
} satisfies Record<CountKind, () => string>;

const presetLabels = {
	this_year: m.results_preset_this_year,
	last_year: m.results_preset_last_year,
	last_12_months: m.results_preset_last_12_months,
	two_years: m.results_preset_two_years
} satisfies Record<PresetName, () => string>;

export const measureLabel = (measure: Measure) => measureLabels[measure]();
export const sampleLabel = (measure: Measure, count: number) => sampleLabels[measure]({ count });
export const groupingLabel = (grouping: Grouping) => groupingLabels[grouping]();
export const groupingHeading = (grouping: Grouping) => headings[grouping]();
export const countLabel = (kind: CountKind) => countLabels[kind]();
export const presetLabel = (name: PresetName) => presetLabels[name]();

export function periodLabel({ from, to }: Period): string {
	return from === to
		? formatMonth(from)
		: m.results_period_range({ from: formatMonth(from), to: formatMonth(to) });
}

/** 83.3%, 12 天, 样本不足. */
export function figureText(measure: Measure, figure: Figure | undefined): string {
	if (!figure) return m.results_nothing_counted();
	if (figure.value === null) return m.results_too_few();
	return measure === 'days' ? m.results_days({ count: figure.value }) : percent(figure.value);
}

export function percent(value: number): string {
	return `${(value * 100).toFixed(1)}%`;
}

/** `ownPath`: the region whose parts are shown; what belongs to none of them stands under its own name. */
export function groupLabel(grouping: Grouping, key: string, names: GroupNames, ownPath?: string): string {
	if (grouping === 'month') return formatMonth(key);
	if (grouping === 'channel') return isChannel(key) ? channelLabel(key) : key;
	const named = names[grouping][key];
	const label = named ? localName(named) : key;
	return grouping === 'region' && key === ownPath ? m.results_region_itself({ region: label }) : label;
}

const channels: readonly string[] = [
	'web',
	'hotline',
	'message_board',
	'letter',
	'visit',
	'petition_office',
	'home_visit'
] satisfies IssueChannel[];

function isChannel(key: string): key is IssueChannel {
	return channels.includes(key);
}
