import { createHash } from 'node:crypto';
import { fileTypeFromBuffer } from 'file-type';
import sharp from 'sharp';
import { DomainError } from '$lib/platform/errors';
import { maxPictureBytes, maxPictures } from './rules.ts';

/** A picture that is ours: made anew from pixels, so nothing of the sent file's metadata or trailing bytes is left. */
export interface EncodedPicture {
	bytes: Buffer;
	mediaType: 'image/webp';
	width: number;
	height: number;
	/** Of the encoded bytes: the same photo sent twice has the same one. */
	hash: string;
}

const allowed = new Set(['image/jpeg', 'image/png', 'image/webp', 'image/avif']);
const longestSide = 2000;
/** Above any phone's photo in common use; a file of a few kilobytes may claim billions. */
const maxPixels = 64_000_000;

/** Refuses the first picture that is none, with `detail` its name and `field` pictures. */
export async function encodePictures(files: readonly File[]): Promise<EncodedPicture[]> {
	if (files.length > maxPictures) throw refused('pictures_too_many', null);
	const encoded: EncodedPicture[] = [];
	// One after another: four decoded at once would take four times the memory of the largest.
	for (const file of files) encoded.push(await encodePicture(file));
	return encoded;
}

export async function encodePicture(file: File): Promise<EncodedPicture> {
	if (file.size > maxPictureBytes) throw refused('picture_too_large', file);
	const sent = Buffer.from(await file.arrayBuffer());
	const type = await sniff(sent);
	if (type === 'image/heic' || type === 'image/heif') throw refused('picture_heic', file);
	if (!type || !allowed.has(type)) throw refused('picture_kind', file);
	const source = sharp(sent, { limitInputPixels: maxPixels, failOn: 'error', pages: 1 });
	try {
		const { width, height } = await source.metadata();
		if (width * height > maxPixels) throw refused('picture_too_many_pixels', file);
		const { data, info } = await source
			.autoOrient()
			.resize({ width: longestSide, height: longestSide, fit: 'inside', withoutEnlargement: true })
			.webp({ quality: 80 })
			.toBuffer({ resolveWithObject: true });
		const hash = createHash('sha256').update(data).digest('hex').slice(0, 32);
		return { bytes: data, mediaType: 'image/webp', width: info.width, height: info.height, hash };
	} catch (error) {
		if (error instanceof DomainError) throw error;
		const isFlood = error instanceof Error && error.message.includes('pixel limit');
		throw refused(isFlood ? 'picture_too_many_pixels' : 'picture_broken', file, error);
	}
}

/** By the bytes alone: name and declared type are the sender's to choose. */
async function sniff(bytes: Buffer): Promise<string | undefined> {
	try {
		return (await fileTypeFromBuffer(bytes))?.mime;
	} catch {
		return undefined;
	}
}

function refused(code: string, file: File | null, cause?: unknown): DomainError {
	return new DomainError(code, 422, { field: 'pictures', detail: file?.name.slice(0, 80) ?? null, cause });
}
