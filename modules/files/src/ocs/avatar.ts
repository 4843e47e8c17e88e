import { createHash } from 'node:crypto';
import sharp from 'sharp';
import { escapeText } from '@landescloud/webdav-xml';
import type { PersonActor } from '@landescloud/kernel';

/** First letters of the first and the last name. */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/u);
  const letters = words.length > 1 ? [words[0], words.at(-1)] : [words[0]];
  return letters
    .map((word) => [...(word ?? '')][0] ?? '')
    .join('')
    .toUpperCase();
}

/** A hue of the person's own: the same in every client. */
function colourOf(login: string): string {
  const hue = (createHash('sha256').update(login).digest().readUInt16BE(0) / 65_536) * 360;
  return `hsl(${Math.round(hue)}, 45%, 40%)`;
}

function draw(login: string, name: string, size: number): Promise<Buffer> {
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}" viewBox="0 0 100 100">` +
    `<rect width="100" height="100" fill="${colourOf(login)}"/>` +
    `<text x="50" y="50" dy=".36em" text-anchor="middle" font-family="sans-serif" font-size="42" fill="#fff">${escapeText(initialsOf(name))}</text></svg>`;
  return sharp(Buffer.from(svg)).png().toBuffer();
}

const made = new Map<string, Promise<Buffer>>();
const mostMade = 500;
const sizes = [32, 64, 128, 256, 512];

/** A PNG with the person's initials, at least `size` pixels wide up to 512. */
export function avatarOf({ login, name }: PersonActor, size: number): Promise<Buffer> {
  const width = sizes.find((s) => s >= size) ?? 512;
  const key = `${width} ${login} ${name}`;
  const known = made.get(key);
  if (known !== undefined) return known;
  if (made.size >= mostMade) made.delete(made.keys().next().value ?? '');
  const picture = draw(login, name, width);
  made.set(key, picture);
  picture.catch(() => made.delete(key));
  return picture;
}
