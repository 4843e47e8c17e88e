const side = 400;

/** Its middle as a square of 400 pixels: what phones show, and what fits into a card. As it is where the browser cannot read it. */
export async function squarePhoto(file: File): Promise<Blob> {
  const image = await createImageBitmap(file).catch(() => null);
  if (image === null) return file;
  const shorter = Math.min(image.width, image.height);
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = Math.min(side, shorter);
  const [left, top] = [(image.width - shorter) / 2, (image.height - shorter) / 2];
  canvas.getContext('2d')?.drawImage(image, left, top, shorter, shorter, 0, 0, canvas.width, canvas.height);
  const made = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.9));
  return made ?? file;
}
