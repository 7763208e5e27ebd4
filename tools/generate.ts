import { securityFindings } from './advisors.ts';
import { writeDictionary } from './data-dictionary.ts';
import { writeTypes } from './generate-types.ts';
import { startScratch, templateDatabase } from '../supabase/local/scratch.ts';

// `npm run types` and `npm run advisors`: both ask a fresh database that the migrations have just made.
const scratch = await startScratch();
try {
	const databaseUrl = scratch.urlFor('postgres', templateDatabase);
	if (process.argv[2] === 'types') {
		await writeTypes(databaseUrl);
		await writeDictionary(databaseUrl);
		console.log('Wrote src/lib/platform/database/database.types.ts and docs/data-dictionary.md.');
	} else {
		const findings = await securityFindings(databaseUrl);
		console.log(findings.join('\n') || 'The security advisors find nothing outside the allow-list.');
		process.exitCode = findings.length > 0 ? 1 : 0;
	}
} catch (error) {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
} finally {
	await scratch.stop();
}
