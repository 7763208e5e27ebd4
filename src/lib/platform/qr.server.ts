import QRCode from 'qrcode';

/** A QR code as one SVG path over a square of `size` modules, its quiet zone included. */
export interface QrCode {
	size: number;
	path: string;
}

const quietZone = 4;

export function qrCode(text: string): QrCode {
	const { modules } = QRCode.create(text, { errorCorrectionLevel: 'M' });
	let path = '';
	for (let y = 0; y < modules.size; y++) {
		for (let x = 0; x < modules.size; x++) {
			if (modules.get(y, x)) path += `M${x + quietZone} ${y + quietZone}h1v1h-1z`;
		}
	}
	return { size: modules.size + 2 * quietZone, path };
}
