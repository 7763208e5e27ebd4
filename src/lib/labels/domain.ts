import { m } from '$lib/paraglide/messages.js';
import type { IssueChannel } from '$lib/domain/channels';
import type { Destination } from '$lib/domain/destinations';
import type { EventKind } from '$lib/domain/events';
import type { ActorRole } from '$lib/domain/roles';
import type { Stage } from '$lib/domain/stages';
import type { IssueStatus } from '$lib/domain/statuses';
import type { Tone } from '$lib/ui/StatusTag.svelte';

// The words of the domain in the reader's language.

const statuses = {
	submitted: m.status_submitted,
	needs_info: m.status_needs_info,
	published: m.status_published,
	assigned: m.status_assigned,
	answered: m.status_answered,
	in_progress: m.status_in_progress,
	resolved: m.status_resolved,
	confirmed: m.status_confirmed,
	reopened: m.status_reopened,
	rejected: m.status_rejected,
	transferred: m.status_transferred,
	merged: m.status_merged,
	withdrawn: m.status_withdrawn
} satisfies Record<IssueStatus, () => string>;

const channels = {
	web: m.channel_web,
	hotline: m.channel_hotline,
	message_board: m.channel_message_board,
	letter: m.channel_letter,
	visit: m.channel_visit,
	petition_office: m.channel_petition_office,
	home_visit: m.channel_home_visit
} satisfies Record<IssueChannel, () => string>;

const roles = {
	resident: m.role_resident,
	collector: m.role_collector,
	intake_officer: m.role_intake_officer,
	officer: m.role_officer,
	department_lead: m.role_department_lead,
	supervisor: m.role_supervisor,
	commission_lead: m.role_commission_lead,
	administrator: m.role_administrator,
	rule: m.role_rule,
	import: m.role_import
} satisfies Record<ActorRole, () => string>;

const events = {
	submitted: m.event_submitted,
	info_requested: m.event_info_requested,
	info_given: m.event_info_given,
	published: m.event_published,
	rejected: m.event_rejected,
	appealed: m.event_appealed,
	transferred: m.event_transferred,
	assigned: m.event_assigned,
	returned: m.event_returned,
	in_progress: m.event_in_progress,
	progress: m.event_progress,
	answered: m.event_answered,
	answer_revised: m.event_answer_revised,
	committed: m.event_committed,
	commitment_changed: m.event_commitment_changed,
	commitment_kept: m.event_commitment_kept,
	resolved: m.event_resolved,
	confirmed: m.event_confirmed,
	reopened: m.event_reopened,
	reopened_again: m.event_reopened_again,
	merged: m.event_merged,
	merged_in: m.event_merged_in,
	unmerged: m.event_unmerged,
	split_off: m.event_split_off,
	withdrawn: m.event_withdrawn,
	author_anonymised: m.event_author_anonymised,
	flag_left: m.event_flag_left,
	flag_followed: m.event_flag_followed,
	redacted: m.event_redacted,
	shown_again: m.event_shown_again
} satisfies Record<EventKind, () => string>;

const stages = {
	waits_for_intake: m.stage_waits_for_intake,
	in_hand: m.stage_in_hand,
	owes_answer: m.stage_owes_answer,
	overdue: m.stage_overdue,
	done: m.stage_done
} satisfies Record<Stage, () => string>;

/** The definitions in a sentence each. */
const stageMeanings = {
	waits_for_intake: m.stage_waits_for_intake_means,
	in_hand: m.stage_in_hand_means,
	owes_answer: m.stage_owes_answer_means,
	overdue: m.stage_overdue_means,
	done: m.stage_done_means
} satisfies Record<Stage, () => string>;

const destinations = {
	discipline_12388: m.destination_discipline_12388,
	court: m.destination_court,
	petition_office: m.destination_petition_office,
	other_region: m.destination_other_region
} satisfies Record<Destination, () => string>;

export const statusLabel = (status: IssueStatus) => statuses[status]();
export const stageLabel = (stage: Stage) => stages[stage]();
export const stageMeaning = (stage: Stage) => stageMeanings[stage]();
export const channelLabel = (channel: IssueChannel) => channels[channel]();
export const actorLabel = (role: ActorRole) => roles[role]();
export const destinationLabel = (destination: Destination) => destinations[destination]();
/** The database's kind is free text under a constraint; one that the page does not know yet shows as it is. */
export const eventLabel = (kind: string) => (isEventKind(kind) ? events[kind]() : kind);

function isEventKind(kind: string): kind is EventKind {
	return Object.hasOwn(events, kind);
}

/** Shape and colour of a status's tag; its word comes from labels.ts. */
export const statusTones: Record<IssueStatus, Tone> = {
	submitted: 'waiting',
	needs_info: 'waiting',
	published: 'waiting',
	assigned: 'active',
	in_progress: 'active',
	answered: 'done',
	resolved: 'done',
	confirmed: 'good',
	reopened: 'bad',
	rejected: 'closed',
	transferred: 'closed',
	merged: 'closed',
	withdrawn: 'closed'
};
