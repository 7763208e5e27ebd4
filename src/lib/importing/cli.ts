import { existsSync, openSync, rmSync, statSync, writeSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { DomainError } from '$lib/platform/errors';
import { startProgress } from './progress';
import { readRows } from './read-rows';
import { channels } from '$lib/domain/channels';
import { channelSchema, columns, parseColumnMap } from './schema';
import { importRows, resolveTarget, type ImportOptions, type Rejection } from './service.server';

const usage = `npm run import -- FILE.jsonl|FILE.csv --channel CHANNEL [options]

  --channel CHANNEL   ${channels.map((c) => c.replaceAll('_', '-')).join(', ')}
  --source NAME       which board, hotline or office it came from; part of a row's key
  --map id=…,title=…  the file's own column names for: ${columns.join(', ')}
  --region CODE       division code or region key; needed unless there is one topmost region
  --category KEY      for rows without a category of their own (default: other)
  --department KEY    whose answers the replies are; needs --publish
  --as ACCOUNT        staff mail or account id that acts (default: the system's import account)
  --publish           straight to the public; otherwise to the moderation queue

Rows that cannot be brought in are written to FILE.rejected.jsonl with a reason each. Running it again adds nothing twice.`;

const sentences: Record<string, string> = {
	import_account_unknown: '--as: no such staff account.',
	region_unknown: '--region: no such region, or more than one topmost region to choose from.',
	department_unknown: '--department: no such department.',
	category_unknown: '--category: no such category.',
	database_unavailable:
		'The database does not answer. Run the same command again later; nothing is added twice.'
};

process.exitCode = await main();

async function main(): Promise<number> {
	try {
		const { file, options } = readArguments();
		return await run(file, options);
	} catch (error) {
		if (error instanceof DomainError) console.error(sentences[error.code] ?? error.code);
		else console.error(error instanceof Error ? error.message : error);
		return 1;
	}
}

function readArguments(): { file: string; options: ImportOptions } {
	const { values, positionals } = parseArgs({
		allowPositionals: true,
		options: {
			channel: { type: 'string' },
			source: { type: 'string', default: '' },
			map: { type: 'string', default: '' },
			region: { type: 'string' },
			category: { type: 'string', default: 'other' },
			department: { type: 'string' },
			as: { type: 'string' },
			publish: { type: 'boolean', default: false }
		}
	});
	const [file] = positionals;
	const channel = channelSchema.safeParse(values.channel);
	if (!file || !channel.success) throw new Error(usage);
	if (!existsSync(file)) throw new Error(`${file}: no such file.`);
	if (values.department && !values.publish) {
		throw new Error('--department needs --publish: an unpublished issue cannot carry an answer.');
	}
	return {
		file,
		options: {
			channel: channel.data,
			source: values.source,
			map: parseColumnMap(values.map),
			region: values.region ?? null,
			category: values.category,
			department: values.department ?? null,
			as: values.as ?? null,
			publish: values.publish
		}
	};
}

async function run(file: string, options: ImportOptions): Promise<number> {
	const target = await resolveTarget(options);
	const stop = stopOnInterrupt();
	const rejectedFile = file.replace(/\.(jsonl|csv)$/i, '') + '.rejected.jsonl';
	const rejected = rejectionWriter(rejectedFile);
	const progress = startProgress(statSync(file).size);
	const began = Date.now();
	let counts;
	try {
		counts = await importRows(readRows(file), target, {
			progress: progress.show,
			reject: (rejection) => rejected.write(rejection),
			signal: stop
		});
	} finally {
		progress.stop();
	}
	const seconds = (Date.now() - began) / 1000;
	console.log(
		`${counts.read} rows read, ${counts.added} added, ${counts.existing} here already, ${counts.rejected} rejected ` +
			`in ${seconds.toFixed(1)} s (${Math.round(counts.read / seconds)} rows/s)`
	);
	if (counts.rejected > 0) console.log(`Rejected rows and reasons: ${rejectedFile}`);
	if (counts.rejected === counts.read && rejected.columns.length > 0) {
		console.log(
			`Not one row fits. The file's columns are ${rejected.columns.join(', ')}; say with --map which is which.`
		);
	}
	if (counts.repliesLeftOut > 0) {
		console.log(`${counts.repliesLeftOut} replies left out: they need --publish and --department.`);
	}
	if (stop.aborted) console.log('Interrupted. Run the same command again to go on.');
	return stop.aborted ? 130 : 0;
}

/** Ctrl-C ends the batch at hand first; a second one, some time later, does not wait for that. */
function stopOnInterrupt(): AbortSignal {
	const stop = new AbortController();
	let at = 0;
	process.on('SIGINT', () => {
		// A terminal's Ctrl-C arrives twice at once: by the process group, and handed on by the runner.
		if (stop.signal.aborted && Date.now() - at > 1_000) process.exit(130);
		if (!stop.signal.aborted) at = Date.now();
		stop.abort();
	});
	return stop.signal;
}

/** The file is made with its first row, so that a clean import leaves none; one of an earlier run goes. */
function rejectionWriter(file: string) {
	rmSync(file, { force: true });
	let open: number | undefined;
	return {
		/** Of the first rejected row. */
		columns: [] as string[],
		write(rejection: Rejection) {
			if (open === undefined) {
				open = openSync(file, 'w', 0o600);
				if (typeof rejection.row === 'object') this.columns = Object.keys(rejection.row ?? {});
			}
			writeSync(open, `${JSON.stringify(rejection)}\n`);
		}
	};
}
