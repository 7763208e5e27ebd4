import { describe, expect, it } from 'vitest';
import { DatabaseError, unwrap } from './result.server';

function refused(code: string, message: string, status: number, details = '') {
	return { data: null, error: { code, message, details, hint: '' }, status };
}

describe('unwrap', () => {
	it('hands on the value, null included', () => {
		expect(unwrap({ data: null, error: null, status: 200 })).toBeNull();
		expect(unwrap({ data: [1], error: null, status: 200 })).toEqual([1]);
	});

	it.each([
		['a refusal of SQL', refused('PT409', 'vote_closed', 409), 'vote_closed', 409],
		['an unreachable Data API', refused('database_unavailable', 'x', 504), 'database_unavailable', 503],
		['a request that never arrived', refused('', 'TypeError: fetch failed', 0), 'database_unavailable', 503],
		['a backend shut down', refused('57P01', 'terminating connection', 500), 'database_unavailable', 503],
		[
			'a connection that was ended',
			refused('', 'This socket has been ended by the other party', 500),
			'database_unavailable',
			503
		],
		[
			'a database on its way up',
			refused('SUP', 'PostgresError: the database system is starting up', 500),
			'database_unavailable',
			503
		],
		['a missing grant', refused('42501', 'permission denied', 403), 'not_allowed', 403],
		['an id that is no number', refused('22P02', 'invalid input syntax', 400), 'input_invalid', 422],
		['no row where one was wanted', refused('PGRST116', 'no rows', 406), 'not_found', 404]
	])('turns %s into a domain error', (_, result, code, status) => {
		expect(() => unwrap(result)).toThrow(expect.objectContaining({ name: 'DomainError', code, status }));
	});

	it('keeps the SQLSTATE of what nobody foresaw, and none of the row', () => {
		const thrown = () => unwrap(refused('23505', 'duplicate key', 409, 'Key (phone)=(138…) already exists'));
		expect(thrown).toThrow(DatabaseError);
		expect(thrown).toThrow(expect.objectContaining({ code: '23505', message: 'duplicate key' }));
	});
});
