import { deflateSync, crc32 } from 'node:zlib';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { encodePicture, encodePictures } from './encode.server.ts';

function file(bytes: Uint8Array | string, name = 'photo.jpg', type = 'image/jpeg'): File {
	return new File([typeof bytes === 'string' ? bytes : new Uint8Array(bytes)], name, { type });
}

const photo = (width = 40, height = 20) =>
	sharp({ create: { width, height, channels: 3, background: '#c53' } });

/** A PNG of a few hundred bytes that claims to be 50,000 pixels wide and high. */
function pixelFlood(): Uint8Array {
	const chunk = (kind: string, data: Buffer) => {
		const body = Buffer.concat([Buffer.from(kind), data]);
		const length = Buffer.alloc(4);
		length.writeUInt32BE(data.length);
		const check = Buffer.alloc(4);
		check.writeUInt32BE(crc32(body));
		return Buffer.concat([length, body, check]);
	};
	const header = Buffer.alloc(13);
	header.writeUInt32BE(50_000, 0);
	header.writeUInt32BE(50_000, 4);
	header.set([8, 2, 0, 0, 0], 8);
	return Buffer.concat([
		Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
		chunk('IHDR', header),
		chunk('IDAT', deflateSync(Buffer.alloc(1000))),
		chunk('IEND', Buffer.alloc(0))
	]);
}

describe('a picture', () => {
	test.each(['jpeg', 'png', 'webp', 'avif'] as const)('in %s becomes webp', async (format) => {
		const encoded = await encodePicture(file(await photo().toFormat(format).toBuffer()));
		expect(encoded).toMatchObject({ mediaType: 'image/webp', width: 40, height: 20 });
		expect((await sharp(encoded.bytes).metadata()).format).toBe('webp');
	});

	test('loses where it was taken and keeps its way up', async () => {
		const sent = await photo()
			.withExif({ IFD0: { Artist: '张三' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '26/1 5/1 0/1' } })
			.withMetadata({ orientation: 6 })
			.jpeg()
			.toBuffer();
		const { bytes, width, height } = await encodePicture(file(sent));
		const { exif, xmp, iptc, orientation } = await sharp(bytes).metadata();
		expect({ exif, xmp, iptc, orientation }).toEqual({});
		expect([width, height]).toEqual([20, 40]);
	});

	test('is made no larger than 2000 pixels', async () => {
		const encoded = await encodePicture(file(await photo(4000, 1000).jpeg().toBuffer()));
		expect([encoded.width, encoded.height]).toEqual([2000, 500]);
	});

	test('drops what hangs behind its pixels', async () => {
		const jpeg = await photo().jpeg().toBuffer();
		const encoded = await encodePicture(
			file(Buffer.concat([jpeg, Buffer.from('<script>alert(1)</script>')]))
		);
		expect(encoded.bytes.includes('script')).toBe(false);
	});

	test('of the same pixels has the same hash', async () => {
		const jpeg = await photo().jpeg().toBuffer();
		const [one, two] = [await encodePicture(file(jpeg)), await encodePicture(file(jpeg, 'b.jpg'))];
		expect(one.hash).toBe(two.hash);
	});
});

describe('refused with its name', () => {
	const svg = '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>';
	const heic = Buffer.concat([
		Buffer.from([0, 0, 0, 24]),
		Buffer.from('ftypheic\0\0\0\0mif1heic'),
		Buffer.alloc(64)
	]);

	test.each([
		['an SVG', svg, 'picture_kind'],
		['an SVG without prologue', svg.slice(21), 'picture_kind'],
		['a web page that says it is a photo', '<!doctype html><script>alert(1)</script>', 'picture_kind'],
		['a GIF', Buffer.from('GIF89a\x01\0\x01\0\0\0\0;', 'latin1'), 'picture_kind'],
		["an iPhone's HEIC", heic, 'picture_heic'],
		['a pixel flood', pixelFlood(), 'picture_too_many_pixels'],
		[
			'the first bytes of a photo and nothing more',
			Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, 74, 70, 73, 70, 0]),
			'picture_broken'
		]
	])('%s', async (_, bytes, code) => {
		await expect(encodePicture(file(bytes, 'evil.jpg'))).rejects.toMatchObject({
			code,
			field: 'pictures',
			detail: 'evil.jpg'
		});
	});

	test('a photo that was cut off', async () => {
		const noise = sharp({
			create: {
				width: 600,
				height: 600,
				channels: 3,
				background: '#fff',
				noise: { type: 'gaussian', mean: 128, sigma: 60 }
			}
		});
		const jpeg = await noise.jpeg().toBuffer();
		await expect(encodePicture(file(jpeg.subarray(0, jpeg.length / 2)))).rejects.toMatchObject({
			code: 'picture_broken'
		});
	});

	test('20 MB, before it is looked at', async () => {
		await expect(encodePicture(file(new Uint8Array(20 * 1024 * 1024)))).rejects.toMatchObject({
			code: 'picture_too_large'
		});
	});

	test('a fifth picture', async () => {
		await expect(encodePictures(Array.from({ length: 5 }, () => file('x')))).rejects.toMatchObject({
			code: 'pictures_too_many'
		});
	});
});
