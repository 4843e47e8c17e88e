import { Trans, useLingui } from '@lingui/react/macro';
import { BookUser, Building2, Ellipsis, Merge, Plus, Trash2, Users, UsersRound } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { classes } from '../../../ui/classes.ts';
import { IconButton } from '../../../ui/icon-button.tsx';
import { MenuButton, type MenuEntry } from '../../../ui/menu.tsx';
import type { Book } from '../api/contact-types.ts';
import { useBookName } from './contact-words.ts';

export type Place = {
  readonly book?: string | undefined;
  readonly view?: 'trash' | 'duplicates' | 'groups' | undefined;
};

interface BookRailProps {
  readonly books: readonly Book[];
  readonly place: Place;
  readonly onChoose: (place: Place) => void;
  readonly onAdd?: (() => void) | undefined;
  readonly menuOf: (book: Book) => readonly MenuEntry[];
}

const icons: Readonly<Record<Book['kind'], LucideIcon>> = {
  own: BookUser,
  shared: Users,
  group: Users,
  organisation: Building2,
  directory: Building2,
};

/** Which contacts are listed. */
export function BookRail({ books, place, onChoose, onAdd, menuOf }: BookRailProps) {
  const { t } = useLingui();
  const nameOf = useBookName();
  const isAt = (wanted: Place) => place.book === wanted.book && place.view === wanted.view;
  const stored = books.filter(({ kind }) => kind !== 'directory');
  const directory = books.find(({ kind }) => kind === 'directory');
  return (
    <nav className="contacts-rail" aria-label={t`Adressbücher`}>
      <ul>
        <Item icon={UsersRound} isCurrent={isAt({})} onPress={() => onChoose({})}>
          <Trans>Alle Kontakte</Trans>
        </Item>
        <Item icon={Users} isCurrent={isAt({ view: 'groups' })} onPress={() => onChoose({ view: 'groups' })}>
          <Trans>Gruppen und Verteiler</Trans>
        </Item>
        {directory && (
          <Item
            icon={Building2}
            isCurrent={isAt({ book: directory.uri })}
            onPress={() => onChoose({ book: directory.uri })}
          >
            <Trans>Verzeichnis</Trans>
          </Item>
        )}
      </ul>
      <div className="contacts-rail-head">
        <h2>
          <Trans>Adressbücher</Trans>
        </h2>
        {onAdd && <IconButton icon={Plus} size="small" label={t`Neues Adressbuch`} onPress={onAdd} />}
      </div>
      <ul>
        {stored.map((book) => {
          const entries = menuOf(book);
          return (
            <Item
              key={book.uri}
              icon={icons[book.kind]}
              colour={book.colour}
              isCurrent={isAt({ book: book.uri })}
              onPress={() => onChoose({ book: book.uri })}
              note={book.owner?.name}
              more={
                entries.length > 0 && (
                  <MenuButton label={t`Adressbuch ${nameOf(book)}`} entries={entries}>
                    <IconButton icon={Ellipsis} size="small" label={t`Mehr zu ${nameOf(book)}`} tooltip={false} />
                  </MenuButton>
                )
              }
            >
              {nameOf(book)}
            </Item>
          );
        })}
      </ul>
      <ul className="contacts-rail-end">
        <Item icon={Merge} isCurrent={place.view === 'duplicates'} onPress={() => onChoose({ view: 'duplicates' })}>
          <Trans>Doppelte finden</Trans>
        </Item>
        <Item icon={Trash2} isCurrent={place.view === 'trash'} onPress={() => onChoose({ view: 'trash' })}>
          <Trans>Gelöschte Kontakte</Trans>
        </Item>
      </ul>
    </nav>
  );
}

interface ItemProps {
  readonly icon: LucideIcon;
  readonly colour?: string | null;
  readonly isCurrent: boolean;
  readonly onPress: () => void;
  /** Whose it is. */
  readonly note?: string | undefined;
  readonly more?: ReactNode;
  readonly children: ReactNode;
}

function Item({ icon: Icon, colour = null, isCurrent, onPress, note, more, children }: ItemProps) {
  return (
    <li className={classes('contacts-place', isCurrent && 'contacts-place-current')}>
      <button type="button" aria-current={isCurrent ? 'page' : undefined} onClick={onPress}>
        <Icon
          aria-hidden
          style={colour === null ? undefined : { color: `color-mix(in oklab, ${colour} 70%, var(--text))` }}
        />
        <span className="contacts-place-text">
          <span className="truncate">{children}</span>
          {note !== undefined && <small className="truncate">{note}</small>}
        </span>
      </button>
      {more}
    </li>
  );
}
