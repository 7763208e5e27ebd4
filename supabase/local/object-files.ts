import { createHash } from 'node:crypto';
import { copyFile, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { App } from '@supabase/lite';

type StorageAdapter = NonNullable<App['_storageAdapter']>;
type Metadata = Awaited<ReturnType<StorageAdapter['headObject']>>;

/**
 * Objects as files: `<folder>/<first two hex digits>/<hash of bucket and key>`, with the metadata beside it.
 * The `version` argument is ignored: downloads pass one, uploads none.
 */
export function objectFiles(folder: string): StorageAdapter {
	const fileOf = (bucket: string, key: string) => {
		const hash = createHash('sha256').update(`${bucket}/${key}`).digest('hex');
		return path.join(folder, hash.slice(0, 2), hash);
	};

	async function write(bucket: string, key: string, body: Uint8Array, metadata: Metadata): Promise<void> {
		const file = fileOf(bucket, key);
		await mkdir(path.dirname(file), { recursive: true });
		// The name appears only when the bytes are complete.
		const unfinished = `${file}.${process.pid}.${Math.random().toString(36).slice(2)}`;
		await writeFile(unfinished, body);
		await writeFile(`${file}.json`, JSON.stringify({ bucket, key, metadata }));
		await rename(unfinished, file);
	}

	async function readMetadata(bucket: string, key: string): Promise<Metadata> {
		const file = fileOf(bucket, key);
		const [text, { size, mtime }] = await Promise.all([readFile(`${file}.json`, 'utf8'), stat(file)]);
		const { metadata }: { metadata: Metadata } = JSON.parse(text);
		return { ...metadata, size, contentLength: size, lastModified: mtime };
	}

	async function remove(bucket: string, key: string): Promise<void> {
		const file = fileOf(bucket, key);
		await Promise.all([rm(file, { force: true }), rm(`${file}.json`, { force: true })]);
	}

	return {
		driver: null,
		async getObject(bucket, key) {
			const metadata = await readMetadata(bucket, key);
			return { metadata, httpStatusCode: 200, body: await readFile(fileOf(bucket, key)) };
		},
		async uploadObject(bucket, key, _version, body, mimetype, cacheControl) {
			const bytes = body instanceof Uint8Array ? body : await collect(body);
			const metadata: Metadata = {
				cacheControl,
				mimetype,
				contentLength: bytes.length,
				size: bytes.length,
				eTag: `"${createHash('sha256').update(bytes).digest('hex').slice(0, 32)}"`,
				lastModified: new Date()
			};
			await write(bucket, key, bytes, metadata);
			return metadata;
		},
		deleteObject: (bucket, key) => remove(bucket, key),
		async deleteObjects(bucket, keys) {
			await Promise.all(keys.map((key) => remove(bucket, key)));
		},
		async copyObject(sourceBucket, source, _version, bucket, key) {
			const metadata = await readMetadata(sourceBucket, source);
			const target = fileOf(bucket, key);
			await mkdir(path.dirname(target), { recursive: true });
			await writeFile(`${target}.json`, JSON.stringify({ bucket, key, metadata }));
			await copyFile(fileOf(sourceBucket, source), target);
			return { httpStatusCode: 200, eTag: metadata.eTag, lastModified: new Date() };
		},
		headObject: (bucket, key) => readMetadata(bucket, key),
		privateAssetUrl: async (bucket, key) => `file://${fileOf(bucket, key)}`
	};
}

async function collect(stream: AsyncIterable<Uint8Array> | ReadableStream<Uint8Array>): Promise<Uint8Array> {
	const chunks: Uint8Array[] = [];
	for await (const chunk of stream) chunks.push(chunk);
	return Buffer.concat(chunks);
}
