import { classes } from './classes.ts';
import './avatar.css';

const hues = ['blue', 'green', 'orange', 'violet', 'teal', 'red'] as const;

function hueOf(text: string): string {
  let hash = 7;
  for (const character of text) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) >>> 0;
  return hues[hash % hues.length] ?? 'blue';
}

/** "Prof. Dr. Anna Petersen" -> "AP" */
export function initialsOf(name: string): string {
  const words = name.split(/[\s-]+/u).filter((word) => /^\p{L}/u.test(word) && !word.endsWith('.'));
  const first = words[0] ?? name;
  const last = words.length > 1 ? (words.at(-1) ?? '') : '';
  return `${[...first][0] ?? '?'}${[...last][0] ?? ''}`.toLocaleUpperCase();
}

export interface AvatarProps {
  readonly name: string;
  readonly size?: 'small' | 'medium' | 'large';
}

/** Initials on a colour that stays with the name; decorative, the name stands beside it or is its label. */
export function Avatar({ name, size = 'medium' }: AvatarProps) {
  return (
    <span
      aria-hidden
      className={classes('ui-avatar', `ui-avatar-${size}`, `ui-hue-${hueOf(name)}`)}
      // Shown by CSS: as text it would have to be part of the name of a button around it.
      data-initials={initialsOf(name)}
    />
  );
}
