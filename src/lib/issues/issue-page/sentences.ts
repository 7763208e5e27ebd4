import { isFlagReason } from '$lib/domain/flags';
import { flagReasonLabel, partLabel } from '$lib/labels/flags';
import { m } from '$lib/paraglide/messages.js';
import { formatDate } from '$lib/platform/time/clock';
import { localName, type Named } from '$lib/platform/i18n/local-name';
import { actorLabel, eventLabel } from '$lib/labels/domain';
import type { PublicEvent, PublicIssue } from './rules.ts';

export function departmentName(departments: Record<string, Named>, key: string): string {
	const named = Object.hasOwn(departments, key) ? departments[key] : undefined;
	return named ? localName(named) : key;
}

/** An event in plain words: 交办给市水务局. What was written with it stands apart, in `eventText`. */
export function eventSentence(event: PublicEvent, issue: PublicIssue): string {
	const { payload } = event;
	const name = (key: string) => departmentName(issue.departments, key);
	const key = event.departmentKey ?? (event.role === 'import' ? issue.leadDepartmentKey : null);
	const department = key === null ? actorLabel(event.role) : name(key);
	switch (event.kind) {
		case 'published':
			return event.role === 'import' ? m.event_said_imported() : m.event_said_published();
		case 'assigned': {
			const lead = payload.department ? name(payload.department) : department;
			return payload.cooperating?.length
				? m.event_said_assigned_with({
						department: lead,
						others: payload.cooperating.map(name).join(m.history_comma())
					})
				: m.event_said_assigned({ department: lead });
		}
		case 'returned':
			return m.event_said_returned({ department });
		case 'in_progress':
			return m.event_said_in_progress({ department });
		case 'progress':
			return m.event_said_progress({ department });
		case 'answered':
			return payload.imported
				? m.event_said_answer_imported({ department })
				: m.event_said_answered({ department });
		case 'answer_revised':
			return m.event_said_answer_revised({ department, revision: payload.revision ?? 2 });
		case 'committed':
			return payload.due_on
				? m.event_said_committed({ department, day: formatDate(payload.due_on) })
				: eventLabel(event.kind);
		case 'commitment_changed':
			return m.event_said_commitment_changed({ department });
		case 'commitment_kept':
			return m.event_said_commitment_kept({ department });
		case 'resolved':
			return m.event_said_resolved({ department });
		case 'confirmed':
			return payload.because === 'author' ? m.event_said_confirmed_by_author() : m.event_said_confirmed();
		case 'redacted':
			return m.event_said_redacted({
				part: partLabel(payload.part ?? ''),
				reason: payload.because && isFlagReason(payload.because) ? flagReasonLabel(payload.because) : ''
			});
		case 'shown_again':
			return m.event_said_shown_again({ part: partLabel(payload.part ?? '') });
		case 'reopened':
			return reopened(event);
		case 'reopened_again':
			return m.event_said_reopened_again();
		case 'merged_in':
			return payload.issue ? m.event_said_merged_in({ id: payload.issue }) : eventLabel(event.kind);
		case 'split_off':
			return payload.issue ? m.event_said_split_off({ id: payload.issue }) : eventLabel(event.kind);
		case 'unmerged':
			return m.event_said_unmerged();
		default:
			return eventLabel(event.kind);
	}
}

function reopened({ payload }: PublicEvent): string {
	if (payload.because === 'author') return m.event_said_reopened_by_author();
	if (payload.because === 'ratings' && payload.ratings) {
		return m.event_said_reopened_by_ratings({ notSolved: payload.not_solved ?? 0, ratings: payload.ratings });
	}
	return m.event_said_reopened_by_supervisor();
}

/** What was written with an event, and how a promise moved. */
export function eventText({ kind, payload }: PublicEvent): string | null {
	const lines = [payload.text ?? ''];
	if (kind === 'commitment_changed' && payload.due_on && payload.earlier_due_on) {
		if (payload.earlier_text && payload.earlier_text !== payload.text) {
			lines.push(m.event_earlier_text({ text: payload.earlier_text }));
		}
		if (payload.due_on !== payload.earlier_due_on) {
			lines.push(
				m.event_due_moved({ from: formatDate(payload.earlier_due_on), to: formatDate(payload.due_on) })
			);
		}
	}
	return lines.filter(Boolean).join('\n') || null;
}
