import { clientFor, publicClient, unwrap } from '$lib/platform/database/client.server';
import type { Session } from '$lib/domain/session';
import {
	payloadSchema,
	type Edition,
	type Payload,
	type PeriodInput,
	type Publication,
	type PublicationSummary,
	type PublishInput
} from './schema.ts';

export async function readPublications(limit: number): Promise<PublicationSummary[]> {
	const rows = unwrap(
		await publicClient()
			.from('score_publications')
			.select(
				'id, from_month, to_month, published_at, region:regions!inner(name_zh, name_en), corrections:score_corrections(id)'
			)
			.order('published_at', { ascending: false })
			.order('id', { ascending: false })
			.limit(limit)
	);
	return rows.map((row) => ({
		id: row.id,
		region: { nameZh: row.region.name_zh, nameEn: row.region.name_en },
		from: row.from_month.slice(0, 7),
		to: row.to_month.slice(0, 7),
		publishedAt: row.published_at,
		corrections: row.corrections.length
	}));
}

export async function readPublication(id: number): Promise<Publication | null> {
	const [publications, corrections] = await Promise.all([
		publicClient()
			.from('score_publications')
			.select(
				'id, region_id, from_month, to_month, payload, payload_hash, note, published_at, region:regions!inner(name_zh, name_en)'
			)
			.eq('id', id)
			.limit(1),
		publicClient()
			.from('score_corrections')
			.select('id, payload, payload_hash, note, published_at')
			.eq('publication_id', id)
			.order('id')
	]);
	const [row] = unwrap(publications);
	if (!row) return null;
	return {
		id: row.id,
		regionId: row.region_id,
		region: { nameZh: row.region.name_zh, nameEn: row.region.name_en },
		from: row.from_month.slice(0, 7),
		to: row.to_month.slice(0, 7),
		publishedAt: row.published_at,
		original: editionOf(row, null),
		corrections: unwrap(corrections).map((correction) => editionOf(correction, correction.id))
	};
}

interface EditionRow {
	payload: unknown;
	payload_hash: string;
	note: string;
	published_at: string;
}

function editionOf(row: EditionRow, correction: number | null): Edition {
	return {
		correction,
		note: row.note,
		publishedAt: row.published_at,
		hash: row.payload_hash,
		payload: payloadSchema.parse(row.payload)
	};
}

/** The frozen text byte for byte, as its hash was taken; null where there is none. */
export async function readDocument(publication: number, correction: number | null): Promise<string | null> {
	const args = { publication, ...(correction !== null && { correction }) };
	return unwrap(await publicClient().rpc('score_document', args)) ?? null;
}

const periodArgs = ({ region, from, to }: PeriodInput) => ({
	region,
	from_month: `${from}-01`,
	to_month: `${to}-01`
});

export async function previewScores(actor: Session, period: PeriodInput): Promise<Payload> {
	return payloadSchema.parse(unwrap(await clientFor(actor).rpc('preview_scores', periodArgs(period))));
}

export async function publishScores(actor: Session, { note, ...period }: PublishInput): Promise<number> {
	return unwrap(await clientFor(actor).rpc('publish_scores', { ...periodArgs(period), note }));
}

export async function correctScores(actor: Session, publication: number, note: string): Promise<number> {
	return unwrap(await clientFor(actor).rpc('correct_scores', { publication, note }));
}
