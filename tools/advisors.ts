import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { root } from '../supabase/local/config.ts';
import { supabaseCli } from '../supabase/local/supabase-cli.ts';

const report = z.object({
	results: z.array(
		z.object({
			name: z.string(),
			level: z.string(),
			detail: z.string(),
			remediation: z.string(),
			metadata: z.object({ schema: z.string().optional() }).nullish()
		})
	)
});
const allowed = z.array(z.object({ name: z.string(), schema: z.string(), reason: z.string() }));

/** What the official security advisors find and advisors-allow.json does not explain: a sentence for each. */
export async function securityFindings(databaseUrl: string): Promise<string[]> {
	const text = await supabaseCli([
		...['db', 'advisors', '--type', 'security', '--output-format', 'json', '--fail-on', 'none'],
		`--remote=${databaseUrl}`
	]);
	const allow = allowed.parse(JSON.parse(readFileSync(path.join(root, 'tools/advisors-allow.json'), 'utf8')));
	return report
		.parse(JSON.parse(text))
		.results.filter(
			({ name, metadata }) => !allow.some((entry) => entry.name === name && entry.schema === metadata?.schema)
		)
		.map(({ level, name, detail, remediation }) => `${level} ${name}: ${detail}\n    ${remediation}`);
}
