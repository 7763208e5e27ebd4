import type { DomainError } from '$lib/platform/errors';
import type { Preferences } from '$lib/platform/http/preferences';
import type { Session } from '$lib/domain/session';

declare global {
	namespace App {
		interface Locals {
			requestId: string;
			session: Session | null;
			/** The page is rendered for everybody's memory: as for a visitor, whoever asked. */
			isForEverybody?: boolean;
			/** The database did not say who this is; guards throw it, public pages go on as for a visitor. */
			sessionRefused?: DomainError;
			/** Where to come back to after signing in; null for a form that was sent. */
			returnTo: string | null;
			preferences: Preferences;
			/** The status of a domain refusal that a load or an endpoint threw. */
			refusedWith?: number;
			/** Set by a load whose page is shown although something asked for does not exist. */
			pageStatus?: 400;
		}
		interface Error {
			/** A finished sentence in the reader's language. */
			message: string;
			code: string;
			status: number;
			/** Finds the failure in the log; absent for refusals, which are no failure. */
			id?: string;
		}
	}
}

export {};
