import type { CSSProperties } from 'react';
import { classes } from '../../../ui/classes.ts';
import type { Entry } from '../domain/entry.ts';

/** The colour of a calendar as the sheet takes it: ink and tint are made of it for each theme. */
export const colourStyle = (colour: string): CSSProperties => ({ '--event': colour }) as CSSProperties;

export const eventClass = (entry: Entry, ...more: readonly (string | false)[]): string =>
  classes(
    'event',
    entry.isTentative && 'event-tentative',
    (entry.isCancelled || entry.answer === 'declined') && 'event-off',
    entry.answer === 'needs-action' && 'event-asked',
    entry.isFree && 'event-free',
    ...more,
  );
