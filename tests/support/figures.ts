import type postgres from 'postgres';

/** A county with three towns, three departments, two categories and two channels, and no figures yet. */
export interface FigureWorld {
	region: number;
	towns: { id: number; path: string }[];
	departments: string[];
	categories: string[];
	channels: string[];
	answers: Answer[];
}

/** One answered issue in every combination; places are indices into the lists of the world. */
export interface Answer {
	response: number;
	town: number;
	department: number;
	category: number;
	channel: number;
}

/** A rating given in a month (`2026-03`). */
export interface GivenRating {
	answer: Answer;
	month: string;
	satisfaction: number;
	solved?: boolean | null;
}

/** Written past the rules: what is tested is how things are counted, not how they come about. */
export async function buildFigureWorld(sql: postgres.Sql): Promise<FigureWorld> {
	const [departments, categories, channels] = [
		['water', 'roads', 'schools'],
		['land', 'jobs'],
		['web', 'hotline']
	];
	const [county] = await sql<{ id: number }[]>`
		insert into public.regions (key, level, name_zh, name_en) values ('figures', 3, '县', 'County') returning id`;
	const region = county?.id ?? 0;
	const towns = await sql<{ id: number; path: string }[]>`
		insert into public.regions (parent_id, key, level, name_zh, name_en)
		select ${region}, k, 4, k, k from unnest(array['north', 'south', 'west']) k returning id, path::text`;
	await sql`
		insert into public.departments (key, region_id, name_zh, name_en)
		select k, ${region}, k, k from unnest(${departments}::text[]) k`;
	const answers: Answer[] = [];
	for (const [town, { id, path }] of towns.entries()) {
		for (const [department, unit] of departments.entries()) {
			for (const [category, subject] of categories.entries()) {
				for (const [channel, way] of channels.entries()) {
					const [row] = await sql<{ id: number }[]>`
						with issue as (
							insert into public.issues (region_id, path, category_key, title, body, mask_version, tokenizer_version,
								status, channel, lead_department_key, published_at)
							values (${id}, ${path}::text::extensions.ltree, ${subject}, '路灯不亮', '晚上看不见路', 1, 1,
								'answered', ${way}, ${unit}, '2025-01-01')
							returning id
						)
						insert into public.responses (issue_id, round, department_key, body, mask_version, tokenizer_version,
							says_resolved, published_at, is_imported)
						select id, 1, ${unit}, '已经安排人员修理路灯', 1, 1, false, '2025-01-01', false from issue
						returning id::int`;
					answers.push({ response: row?.id ?? 0, town, department, category, channel });
				}
			}
		}
	}
	return { region, towns: [...towns], departments, categories, channels, answers };
}

export async function giveRatings(sql: postgres.Sql, ratings: GivenRating[]): Promise<void> {
	await sql`delete from private.rating_owners`;
	await sql`delete from public.ratings`;
	const rows = ratings.map(({ answer, month, satisfaction, solved = null }) => ({
		response_id: answer.response,
		revision: 1,
		by_author: false,
		satisfaction,
		solved,
		rated_at: `${month}-15T04:00:00Z`
	}));
	if (rows.length > 0) await sql`insert into public.ratings ${sql(rows)}`;
}
