import type { Preferences } from '$lib/platform/preferences';
import type { Session } from '$lib/platform/session';

declare global {
	namespace App {
		interface Locals {
			requestId: string;
			session: Session | null;
			preferences: Preferences;
			/** The status of a domain refusal that a load or an endpoint threw. */
			refusedWith?: number;
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
