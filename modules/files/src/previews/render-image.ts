import type { Sharp } from 'sharp';

const edges = { small: 320, large: 1600 } as const;
const pixelLimit = 100_000_000;

export type PreviewSize = keyof typeof edges;
export type Previews = Readonly<Record<PreviewSize, Buffer>>;

/** Both sizes as WebP, turned as the camera says, never enlarged. Only the pixels are kept: no place, no camera. */
export async function renderImage(source: Buffer): Promise<Previews> {
  const { default: sharp } = await import('sharp');
  sharp.cache(false);
  sharp.concurrency(1);
  const large = await shrink(sharp(source, { limitInputPixels: pixelLimit, failOn: 'error' }).autoOrient(), 'large');
  return { large, small: await shrink(sharp(large), 'small') };
}

/** The large picture of one page of it, from 1 on. */
export async function pagePicture(source: Buffer, page = 1): Promise<Buffer> {
  const { default: sharp } = await import('sharp');
  const options = { limitInputPixels: pixelLimit, failOn: 'error', page: page - 1 } as const;
  return shrink(sharp(source, options).autoOrient(), 'large');
}

/** More than one only where they are pages: of an animation the first picture is enough. */
export async function countPictures(source: Buffer): Promise<number> {
  const { default: sharp } = await import('sharp');
  const { format, pages } = await sharp(source, { limitInputPixels: pixelLimit }).metadata();
  return format === 'tiff' ? (pages ?? 1) : 1;
}

async function shrink(image: Sharp, size: PreviewSize): Promise<Buffer> {
  const edge = edges[size];
  const fitted = image.resize({ width: edge, height: edge, fit: 'inside', withoutEnlargement: true });
  return fitted.webp({ quality: size === 'small' ? 70 : 80 }).toBuffer();
}
