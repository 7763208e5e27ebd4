import { Problem } from '../supabase/local/config.ts';
import { migrate } from '../supabase/local/database.ts';

// `npm run migrate`: brings the project at DATABASE_URL up to date.
try {
	const databaseUrl = process.env.DATABASE_URL;
	if (!databaseUrl)
		throw new Problem('Set DATABASE_URL to the connection string of the database to migrate.');
	const applied = await migrate(databaseUrl);
	console.log(applied.length > 0 ? `Applied:\n${applied.join('\n')}` : 'The database is up to date.');
} catch (error) {
	console.error(error instanceof Problem ? error.message : error);
	process.exitCode = 1;
}
