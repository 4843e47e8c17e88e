import type { ReactNode } from 'react';
import { Header } from 'react-aria-components/Header';
import { MenuItem, MenuSection } from 'react-aria-components/Menu';
import { classes } from '../ui/classes.ts';

export interface PaletteEntry {
  readonly id: string;
  readonly label: string;
  readonly picture: ReactNode;
  readonly end?: string;
  readonly onAction: () => void;
}

interface PaletteSectionProps {
  readonly title: string;
  readonly entries: readonly PaletteEntry[];
  /** The entry that Enter takes while none is chosen by arrow keys. */
  readonly first: string | null;
}

/** Entries of one kind. */
export function PaletteSection({ title, entries, first }: PaletteSectionProps) {
  if (entries.length === 0) return null;
  return (
    <MenuSection>
      <Header className="palette-heading">{title}</Header>
      {entries.map(({ id, label, picture, end, onAction }) => (
        <MenuItem
          key={id}
          id={id}
          textValue={label}
          className={classes('ui-menu-item', id === first && 'palette-first')}
          onAction={onAction}
        >
          {/* All of it is the name: what is seen is what is said. */}
          {picture}
          <span className="ui-menu-label">{label}</span>
          {end !== undefined && <span className="ui-menu-shortcut truncate">{end}</span>}
        </MenuItem>
      ))}
    </MenuSection>
  );
}
