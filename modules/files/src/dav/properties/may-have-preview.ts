const kinds = /^(image\/(png|jpeg|gif|webp|tiff|avif|svg\+xml|heic)|text\/.*|application\/pdf)$/;

/** Whether it is worth asking for a preview; whether one can be made shows when it is made. */
export function mayHavePreview(mime: string): boolean {
  return kinds.test(mime);
}
