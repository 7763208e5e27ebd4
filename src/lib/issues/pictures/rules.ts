/** Browser-safe: what a picture field tells before anything is sent. */
export const maxPictures = 4;
/** A phone's photo in full size; re-encoding makes it a tenth of that. */
export const maxPictureBytes = 15 * 1024 * 1024;
/** Four of them, and the text. */
export const maxUploadBytes = (maxPictures * 15 + 4) * 1024 * 1024;
/** HEIC is listed so that a phone offers it and the person reads how to convert it, instead of finding it grey. */
export const acceptedPictures =
	'image/jpeg,image/png,image/webp,image/avif,image/heic,.jpg,.jpeg,.png,.webp,.avif,.heic';

export type PictureFault = 'picture_too_large' | 'pictures_too_many';

export function pictureFault(files: readonly { size: number }[], room = maxPictures): PictureFault | null {
	if (files.length > room) return 'pictures_too_many';
	return files.some((file) => file.size > maxPictureBytes) ? 'picture_too_large' : null;
}
