import { DomainError } from '../errors';
import { log } from '../log/log.server';

interface RefusedResult {
	data: null;
	error: { code?: string; message: string; details?: string | null; hint?: string | null };
	status: number;
}

interface GivenResult<T> {
	data: T;
	error: null;
	status: number;
}

/** The error of a statement that nobody foresaw; `code` is the SQLSTATE or PostgREST's own. */
export class DatabaseError extends Error {
	override readonly name = 'DatabaseError';
	readonly code: string;

	constructor(code: string, message: string) {
		super(message);
		this.code = code;
	}
}

/** The value of a Data API answer; a refusal becomes a DomainError, anything else is logged and thrown. */
export function unwrap<T>(result: GivenResult<T> | RefusedResult): T {
	if (result.error === null) return result.data;
	throw asError(result);
}

function asError({ error, status }: RefusedResult): Error {
	const code = error.code ?? '';
	// private.refuse() in SQL: errcode PT409, message = our stable code.
	const refusal = /^PT(4\d\d|503)$/.exec(code);
	if (refusal) return new DomainError(error.message, Number(refusal[1]), { detail: error.details ?? null });
	if (isUnavailable(code, error.message, status)) {
		log.warn({ code, status }, 'database unavailable');
		return new DomainError('database_unavailable', 503, { cause: error });
	}
	const known = knownRefusals[code];
	if (known) return new DomainError(known.code, known.status, { cause: error });
	// Postgres puts the offending row into `details`, so only the code and the message may be written down.
	log.error({ code, status, message: error.message }, 'unexpected database error');
	return new DatabaseError(code, error.message);
}

const knownRefusals: Record<string, { code: string; status: number }> = {
	'42501': { code: 'not_allowed', status: 403 },
	PGRST116: { code: 'not_found', status: 404 },
	PGRST301: { code: 'sign_in_required', status: 401 },
	PGRST303: { code: 'sign_in_required', status: 401 },
	'22P02': { code: 'input_invalid', status: 422 },
	'22P05': { code: 'input_invalid', status: 422 },
	'22007': { code: 'input_invalid', status: 422 },
	'22008': { code: 'input_invalid', status: 422 },
	'22003': { code: 'input_invalid', status: 422 },
	'22021': { code: 'input_invalid', status: 422 },
	'40001': { code: 'database_unavailable', status: 503 },
	'40P01': { code: 'database_unavailable', status: 503 },
	'57014': { code: 'database_unavailable', status: 503 }
};

function isUnavailable(code: string, message: string, status: number): boolean {
	if (status === 0 || code === 'database_unavailable') return true;
	if (/^(08...|57P0.|53...|PGRST00.)$/.test(code)) return true;
	return (
		status >= 500 &&
		/ECONN|ENOTFOUND|EPIPE|CONNECT(ION)?[ _](TIMEOUT|CLOSED|ENDED|DESTROYED)|socket has been ended|terminat|the database system is /i.test(
			message
		)
	);
}
