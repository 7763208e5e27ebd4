import postgres from 'postgres';
import { z } from 'zod';

export interface Plan {
	indexes: string[];
	/** Tables that were read from end to end. */
	wholly: string[];
}

interface Node {
	'Node Type': string;
	'Index Name'?: string | undefined;
	'Relation Name'?: string | undefined;
	'Actual Loops': number;
	Plans?: Node[] | undefined;
}

const node: z.ZodType<Node> = z.object({
	'Node Type': z.string(),
	'Index Name': z.string().optional(),
	'Relation Name': z.string().optional(),
	'Actual Loops': z.number(),
	get Plans() {
		return z.array(node).optional();
	}
});
const explained = z.object({ Plan: node });

const nodesOf = (plan: Node): Node[] => [plan, ...(plan.Plans ?? []).flatMap(nodesOf)];

/**
 * Asks as a visitor and tells by which plans it was answered, those inside functions too. It is asked twice, and the
 * second time counts: the first reads from the disk. Null when it took longer than anybody waits.
 */
export async function plansOf(
	superuserUrl: string,
	question: string
): Promise<{ plans: Plan[]; ms: number } | null> {
	const notices: string[] = [];
	const sql = postgres(superuserUrl, { max: 1, onnotice: (notice) => notices.push(notice.message ?? '') });
	try {
		await sql`set statement_timeout = '10s'`;
		await sql.unsafe(`begin; set local role anon; ${question}; commit`);
		const began = performance.now();
		await sql.unsafe(`begin; set local role anon; ${question}; commit`);
		const ms = performance.now() - began;
		await sql.unsafe(`
			load 'auto_explain';
			set auto_explain.log_min_duration = 0; set auto_explain.log_nested_statements = on; set auto_explain.log_format = json;
			set auto_explain.log_analyze = on; set auto_explain.log_timing = off;
			set client_min_messages = log`);
		notices.length = 0;
		await sql.unsafe(`begin; set local role anon; ${question}; commit`);
		return { plans: notices.flatMap(toPlan), ms };
	} catch (error) {
		if (error instanceof postgres.PostgresError && error.code === '57014') return null;
		throw error;
	} finally {
		await sql.end();
	}
}

function toPlan(notice: string): Plan[] {
	const at = notice.indexOf('plan:');
	if (at < 0) return [];
	const { Plan: plan } = explained.parse(JSON.parse(notice.slice(at + 5)));
	// A branch that was planned for another case was not run.
	const nodes = nodesOf(plan).filter((one) => one['Actual Loops'] > 0);
	return [
		{
			indexes: nodes.flatMap((one) => one['Index Name'] ?? []),
			wholly: nodes.flatMap((one) => (one['Node Type'] === 'Seq Scan' ? (one['Relation Name'] ?? []) : []))
		}
	];
}
