import { classes } from '../../../ui/classes.ts';
import type { Release } from '../domain/release.ts';
import { useReleaseWords } from './release-words.ts';
import './release-sign.css';

/** Beside a name: that a file is being checked, or is kept away. */
export function ReleaseSign({ release }: { readonly release: Release | undefined }) {
  const words = useReleaseWords()(release);
  if (words === null) return null;
  const { icon: Icon, tone, short, title } = words;
  return (
    <span className={classes('release-sign', `release-sign-${tone}`)} title={title}>
      <Icon aria-hidden />
      <span className="release-sign-text">{short}</span>
    </span>
  );
}
