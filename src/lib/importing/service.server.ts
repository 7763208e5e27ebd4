import type { IssueChannel } from '$lib/domain/channels';
import { createHash } from 'node:crypto';
import { hashIdentifier } from '$lib/accounts/keys.server';
import { DomainError } from '$lib/platform/errors';
import { prepareLetter } from '$lib/text/prepare.server';
import type { FileRow } from './read-rows';
import { parseRow, type ColumnMap, type ImportRow } from './schema';
import type { ImportCounts } from './types';
import * as store from './store.server';

/** The account that acts when nobody is named: private.accounts' `import`. */
const systemAccount = '00000000-0000-0000-0000-000000000001';
const batchSize = 100;

export interface ImportOptions {
	channel: IssueChannel;
	source: string;
	map: ColumnMap;
	/** A division code or a region's key; null: the one topmost region. */
	region: string | null;
	category: string;
	department: string | null;
	/** A staff mail or an account id; null: the system's import account. */
	as: string | null;
	publish: boolean;
}

export interface ImportTarget extends store.BatchTarget {
	regionId: number;
	category: string;
	map: ColumnMap;
}

export interface Rejection {
	line: number;
	reason: string;
	/** As it stood in the file. */
	row: unknown;
}

interface BatchRow {
	line: number;
	raw: unknown;
	row: ImportRow;
}

/** Looks up what the options name; throws a DomainError that says which one is unknown. */
export async function resolveTarget(options: ImportOptions): Promise<ImportTarget> {
	const account = await resolveAccount(options.as);
	if (account === null) throw new DomainError('import_account_unknown', 422);
	const regionId = await resolveRegion(options.region);
	if (options.department !== null && !(await store.hasDepartment(options.department))) {
		throw new DomainError('department_unknown', 422);
	}
	if (!(await store.hasCategory(options.category))) throw new DomainError('category_unknown', 422);
	const { channel, source, department, publish, category, map } = options;
	return { channel, source, account, department, publish, category, map, regionId };
}

async function resolveAccount(as: string | null): Promise<string | null> {
	if (as === null) return systemAccount;
	if (/^[0-9a-f-]{36}$/i.test(as)) return as;
	return store.findStaffAccount(hashIdentifier('staff_mail', as.trim().toLowerCase()));
}

async function resolveRegion(code: string | null): Promise<number> {
	const [only, ...others] = code === null ? await store.rootRegionIds() : [await store.regionIdOfCode(code)];
	if (!only || others.length > 0) throw new DomainError('region_unknown', 422);
	return only;
}

/**
 * Brings the rows in, batch by batch; a row that was brought in before is left as it is, so that an interrupted import
 * is simply run again. Stops between two batches when `signal` is aborted.
 */
export async function importRows(
	rows: AsyncIterable<FileRow>,
	target: ImportTarget,
	on: {
		progress: (counts: ImportCounts, bytesRead: number) => void;
		reject: (rejection: Rejection) => void;
		signal: AbortSignal;
	}
): Promise<ImportCounts> {
	const counts: ImportCounts = { read: 0, added: 0, existing: 0, rejected: 0, repliesLeftOut: 0 };
	const reject = (rejection: Rejection) => {
		counts.rejected += 1;
		on.reject(rejection);
	};
	let batch: BatchRow[] = [];
	const flush = async (bytesRead: number) => {
		if (batch.length > 0) await importBatch(batch, target, counts, reject);
		batch = [];
		on.progress(counts, bytesRead);
	};

	let bytesRead = 0;
	try {
		for await (const entry of rows) {
			bytesRead = entry.bytesRead;
			counts.read += 1;
			const parsed = entry.raw ? parseRow(entry.raw, target.map) : { reason: 'row_unreadable' };
			if ('reason' in parsed) {
				reject({ line: entry.line, reason: parsed.reason, row: entry.raw ?? entry.text });
				continue;
			}
			if (parsed.row.reply !== null && !takesReplies(target)) counts.repliesLeftOut += 1;
			batch.push({ line: entry.line, raw: entry.raw, row: parsed.row });
			if (batch.length === batchSize) {
				await flush(bytesRead);
				if (on.signal.aborted) return counts;
			}
		}
		await flush(bytesRead);
		return counts;
	} finally {
		if (counts.added > 0) await patiently(() => store.finishImport());
	}
}

async function importBatch(
	batch: BatchRow[],
	target: ImportTarget,
	counts: ImportCounts,
	reject: (rejection: Rejection) => void
): Promise<void> {
	const prepared = batch.map(({ row }) => prepareRow(row, target));
	const outcomes = await patiently(() => store.importBatch(prepared, target));
	for (const [i, { line, raw }] of batch.entries()) {
		const outcome = outcomes[i];
		if (outcome?.outcome === 'added') counts.added += 1;
		else if (outcome?.outcome === 'exists') counts.existing += 1;
		else reject({ line, reason: outcome?.code ?? 'row_invalid', row: raw });
	}
}

function takesReplies(target: ImportTarget): boolean {
	return target.publish && target.department !== null;
}

function prepareRow(row: ImportRow, target: ImportTarget): store.PreparedRow {
	const letter = prepareLetter(row);
	const reply = row.reply !== null && takesReplies(target) ? prepareLetter({ body: row.reply }) : null;
	return {
		// Without an id of its own a row is known by its text.
		external_id: row.id?.trim() ?? createHash('sha256').update(`${row.title}\n${row.body}`).digest('hex'),
		title: letter.title.masked,
		body: letter.body.masked,
		title_original: letter.title.original,
		body_original: letter.body.original,
		mask_version: letter.maskVersion,
		tokens: letter.tokens,
		tokenizer_version: letter.tokenizerVersion,
		region_id: target.regionId,
		category_key: row.category ?? target.category,
		told_at: row.posted_at,
		likes: row.likes,
		reply: reply?.body.masked ?? null,
		reply_original: reply?.body.original ?? null,
		reply_tokens: reply?.tokens ?? [],
		replied_at: row.replied_at
	};
}

/** A database that restarts is waited for: a batch is one transaction, so trying again is safe. */
async function patiently<T>(run: () => Promise<T>): Promise<T> {
	for (let wait = 500; ; wait *= 2) {
		try {
			return await run();
		} catch (error) {
			if (!(error instanceof DomainError) || error.status !== 503 || wait > 16_000) throw error;
			await new Promise((resolve) => setTimeout(resolve, wait));
		}
	}
}
