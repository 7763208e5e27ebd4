/**
 * What a person is refused, with a stable code. The page shows the message `error_<code>` in the reader's language.
 * `field` names the form field at fault, where one is.
 */
export class DomainError extends Error {
	override readonly name = 'DomainError';
	readonly code: string;
	readonly status: number;
	readonly detail: string | null;
	readonly field: string | null;

	constructor(
		code: string,
		status = 422,
		options: { detail?: string | null; field?: string; cause?: unknown } = {}
	) {
		super(code, { cause: options.cause });
		this.code = code;
		this.status = status;
		this.detail = options.detail || null;
		this.field = options.field ?? null;
	}
}

export function isDomainError(error: unknown, code?: string): error is DomainError {
	return error instanceof DomainError && (code === undefined || error.code === code);
}
