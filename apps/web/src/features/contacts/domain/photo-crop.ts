/** Which square of a picture is shown, in its pixels. */
export interface Square {
  readonly left: number;
  readonly top: number;
  readonly side: number;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** The square around a point, as far as the picture goes; `zoom` 1: as much of it as a square can show. */
export function squareOf({ width, height }: Size, { x, y, zoom }: { x: number; y: number; zoom: number }): Square {
  const side = Math.min(width, height) / Math.max(1, zoom);
  const within = (middle: number, length: number) => Math.max(0, Math.min(length - side, middle - side / 2));
  return { left: within(x, width), top: within(y, height), side };
}
