/** What text on a coloured ground needs (WCAG 2.2 AA). */
export const readableContrast = 4.5;

export function isColour(text: string): boolean {
  return /^#[0-9a-f]{6}$/i.test(text);
}

/** Contrast of white text on a colour '#005b7f': 1 to 21. */
export function contrastToWhite(colour: string): number {
  return 1.05 / (luminance(colour) + 0.05);
}

/** The same colour, darker until white text on it can be read. */
export function readable(colour: string): string {
  let channels = channelsOf(colour);
  while (contrastToWhite(toHex(channels)) < readableContrast) channels = channels.map((value) => value * 0.97);
  return toHex(channels);
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = channelsOf(colour).map((value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function channelsOf(colour: string): number[] {
  return [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
}

function toHex(channels: readonly number[]): string {
  return `#${channels.map((value) => Math.floor(value).toString(16).padStart(2, '0')).join('')}`;
}
