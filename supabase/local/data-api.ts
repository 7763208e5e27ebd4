import { mkdirSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { App, setExperimental, type ServerOptions } from '@supabase/lite';
import { PostgresConnection } from '@supabase/lite/postgres';
import { sql, type Kysely } from 'kysely';
import { Problem, readProjectConfig } from './config.ts';
import { functionCalls } from './function-calls.ts';
import { objectFiles } from './object-files.ts';
import { projectKeys } from './secrets.ts';
import { tokenOf, tokenReader } from './tokens.ts';

type Middleware = NonNullable<ServerOptions['middlewares']>[number];

export interface DataApi {
	url: string;
	stop(): Promise<void>;
}

interface Options {
	/** As `authenticator`, so that a request can be no more than the role of its token. */
	databaseUrl: string;
	jwtSecret: string;
	objectsDir: string;
	/** 0 takes any free port. */
	port: number;
}

/** The Data API and the object store of a Supabase project. The schema is read once: start it after the migrations. */
export async function startDataApi(options: Options): Promise<DataApi> {
	const project = readProjectConfig();
	keepErrorsPrivate();
	const readToken = tokenReader(options.jwtSecret);
	setExperimental('storage', true);
	mkdirSync(options.objectsDir, { recursive: true });

	const connection = new PostgresConnection({
		url: options.databaseUrl,
		// Otherwise a database that is back waits up to 20 seconds for whoever missed it.
		postgresOptions: { max: 20, backoff: () => 0.2, onnotice: () => undefined }
	});
	Object.assign(connection, {
		// Otherwise the first request would try to grant everything to everybody; grants are the migrations' business.
		rlsState: 'active',
		applyJwtSessionContext,
		applyRpcRequestGucs
	});

	const app = new App({
		connection,
		api: { enabled: true, schemas: project.api.schemas, max_rows: project.api.max_rows },
		auth: { enabled: false, jwt_secret: options.jwtSecret },
		storage: {
			enabled: true,
			file_size_limit: project.storage.file_size_limit,
			buckets: project.storage.buckets ?? {}
		},
		options: { server: { disableStudio: true, apiKeys: false, middlewares: [bearer(readToken)] } }
	});
	app._storageAdapter = objectFiles(options.objectsDir);
	await withoutWarnings(() => app.init());

	const answerOtherwise = (request: Request) => app.fetch(request);
	// Lite reads the schema at the first request it gets. Functions are answered beside it, so that might come late, while the
	// database is away, and it would find no table then: the first request of any kind makes it read.
	const { publishable } = await projectKeys(options.jwtSecret);
	let isSchemaRead = false;
	const readSchema = async () => {
		if (isSchemaRead) return;
		isSchemaRead = true;
		const headers = { apikey: publishable };
		await answerOtherwise(new Request('http://127.0.0.1/rest/v1/regions?limit=0', { headers }));
	};
	const lite = getRequestListener(answerOtherwise, { hostname: '127.0.0.1' });
	const answerCall = functionCalls({
		driver: connection.driver,
		readToken,
		maxRows: project.api.max_rows,
		answerOtherwise
	});
	const server = createServer((request, response) => {
		readSchema()
			.then(() => answerCall(request, response))
			.then((isAnswered) => (isAnswered ? undefined : lite(request, response)))
			// The client disconnected.
			.catch(() => response.destroy());
	});
	await new Promise<void>((resolve, reject) => {
		server.once('error', () =>
			reject(
				new Problem(
					`Port ${options.port}, meant for the Data API, is in use by another program. ` +
						`Stop that program, or choose another port: API_PORT=${options.port + 10} npm start`
				)
			)
		);
		server.listen(options.port, '127.0.0.1', resolve);
	});
	const address: AddressInfo | string | null = server.address();
	const port = address && typeof address === 'object' ? address.port : options.port;
	return {
		url: `http://127.0.0.1:${port}`,
		async stop() {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
			await connection.close();
		}
	};
}

interface Caller {
	auth?: { uid?: string | null; role?: string; jwt?: object | null };
	storage?: { operation?: string };
}

/** Who asks, as PostgREST tells the database. Lite sends a statement for each setting, and waits for each. */
async function applyJwtSessionContext(db: Kysely<unknown>, { auth, storage }: Caller): Promise<void> {
	const role = auth?.role ?? 'anon';
	await setLocally(db, {
		role,
		'request.jwt.claim.sub': auth?.uid ?? '',
		'request.jwt.claim.role': role,
		...(auth?.jwt && { 'request.jwt.claims': JSON.stringify(auth.jwt) }),
		'storage.operation': storage?.operation ?? ''
	});
}

interface Call {
	method: string;
	path: string;
	requestHeaders?: Record<string, string>;
}

/** What a function may read of the request that calls it. */
async function applyRpcRequestGucs(
	db: Kysely<unknown>,
	{ method, path, requestHeaders }: Call
): Promise<void> {
	await setLocally(db, {
		'response.status': '',
		'response.headers': '',
		'request.method': method,
		'request.path': path,
		'request.headers': JSON.stringify(requestHeaders ?? {})
	});
}

async function setLocally(db: Kysely<unknown>, settings: Record<string, string>): Promise<void> {
	const calls = Object.entries(settings).map(([name, value]) => sql`set_config(${name}, ${value}, true)`);
	await sql`select ${sql.join(calls)}`.execute(db);
}

/** What PostgREST and the gateway of a hosted project do: no valid token, no request. */
function bearer(readToken: ReturnType<typeof tokenReader>): Middleware {
	return async (context, next) => {
		const { req } = context;
		const token = tokenOf(req.header('Authorization'), req.header('apikey'));
		if (!token && !req.path.startsWith('/storage/v1/')) {
			return refuse('PGRST302', 'A project key or a token is required');
		}
		if (token) {
			const reading = await readToken(token);
			if (!('claims' in reading)) return refuse(reading.code, reading.message);
			const { claims } = reading;
			context.set('jwt', claims);
			if (claims.sub) context.set('userId', claims.sub);
			if (typeof claims.session_id === 'string') context.set('sessionId', claims.session_id);
		} else {
			context.set('jwt', { role: 'anon' });
		}
		// The token is read; what follows must not look its subject up among the users of another sign-in.
		context.set('ignoreAuthorization', true);
		context.set('apiKeyType', 'publishable');
		await next();
	};
}

/** Storage is said to be experimental on every start, to those who would run lite in production. */
async function withoutWarnings(task: () => Promise<unknown>): Promise<void> {
	const { warn } = console;
	console.warn = () => undefined;
	await task();
	console.warn = warn;
}

let isQuiet = false;

/** lite logs each database error whole; its texts may quote what people wrote, so only what kind it was is kept. */
function keepErrorsPrivate(): void {
	if (isQuiet) return;
	isQuiet = true;
	const { error: print } = console;
	console.error = (...parts: unknown[]) =>
		print(...parts.map((part) => (isDatabaseError(part) ? summary(part) : part)));
}

interface DatabaseError {
	severity: string;
	code: string;
	table_name?: string;
	constraint_name?: string;
	routine?: string;
}

function isDatabaseError(part: unknown): part is DatabaseError {
	return part instanceof Error && 'severity' in part && 'code' in part;
}

function summary({ code, table_name, constraint_name, routine }: DatabaseError): string {
	return `Data API: database error ${[code, table_name, constraint_name, routine].filter(Boolean).join(' ')}`;
}

function refuse(code: string, message: string): Response {
	return Response.json({ code, message, details: null, hint: null }, { status: 401 });
}
