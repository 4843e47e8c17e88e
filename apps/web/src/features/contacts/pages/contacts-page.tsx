import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { ChevronDown, Ellipsis, FileUp, Plus, UserPlus, Users, UsersRound } from 'lucide-react';
import { useState } from 'react';
import { useDebounced } from '../../../shell/use-debounced.ts';
import { Button } from '../../../ui/button.tsx';
import { classes } from '../../../ui/classes.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { ErrorBanner } from '../../../ui/error-banner.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { MenuButton } from '../../../ui/menu.tsx';
import { PageHeader } from '../../../ui/page-header.tsx';
import { SearchField } from '../../../ui/search-field.tsx';
import { Select } from '../../../ui/select.tsx';
import { booksQuery } from '../api/contacts.ts';
import type { Book } from '../api/contact-types.ts';
import { BookDialog } from '../components/book-dialog.tsx';
import { BookRail, type Place } from '../components/book-rail.tsx';
import { ContactDetail } from '../components/contact-detail.tsx';
import { ContactForm } from '../components/contact-form.tsx';
import { ContactList } from '../components/contact-list.tsx';
import { contactErrors, useBookName } from '../components/contact-words.ts';
import { DuplicatesView } from '../components/duplicates-view.tsx';
import { ImportDialog } from '../components/import-dialog.tsx';
import { ShareBookDialog } from '../components/share-book-dialog.tsx';
import { TrashView } from '../components/trash-view.tsx';
import { useBookMenu } from '../components/use-book-menu.ts';
import { useContactList } from '../components/use-contact-list.ts';
import '../contacts.css';

type Open =
  | { readonly what: 'new'; readonly kind: 'person' | 'group' | 'organisation' }
  | { readonly what: 'book'; readonly book: Book | null }
  | { readonly what: 'share' | 'import'; readonly book: Book }
  | null;

const noBooks: readonly Book[] = [];

/** The address book: which one, who is in it, and who somebody is. */
export function ContactsPage() {
  const { t } = useLingui();
  const nameOf = useBookName();
  const { book, view, id, of } = useSearch({ from: '/signed-in/shell/contacts' });
  const navigate = useNavigate();
  const [text, setText] = useState('');
  const [open, setOpen] = useState<Open>(null);
  const { data: books = noBooks, error: booksError, refetch } = useQuery(booksQuery);
  const q = useDebounced(text.trim(), 120);
  const kind = view === 'groups' ? ({ kind: 'group' } as const) : {};
  const source = useContactList({ book, q, ...kind });
  const selected = id === undefined || of === undefined ? null : { book: of, id };
  const isList = view === undefined || view === 'groups';
  const writable = books.filter(({ role, kind: of_ }) => role !== 'viewer' && of_ !== 'directory');
  const target = writable.find(({ uri }) => uri === book) ?? writable[0];

  const go = (place: Place) => {
    setText('');
    setOpen(null);
    const { book: to, view: shown } = place;
    const search = { ...(to === undefined ? {} : { book: to }), ...(shown === undefined ? {} : { view: shown }) };
    void navigate({ to: '/contacts', search });
  };
  const show = (contact: { readonly book: string; readonly id: number } | null) => {
    const place = { ...(book === undefined ? {} : { book }), ...(view === 'groups' ? { view } : {}) };
    setOpen(null);
    void navigate({
      to: '/contacts',
      search: contact === null ? place : { ...place, of: contact.book, id: contact.id },
      replace: selected !== null,
    });
  };
  const menuOf = useBookMenu({
    onEdit: (chosen) => setOpen({ what: 'book', book: chosen }),
    onShare: (chosen) => setOpen({ what: 'share', book: chosen }),
    onImport: (chosen) => setOpen({ what: 'import', book: chosen }),
    onRemoved: () => go({}),
  });

  const current = books.find(({ uri }) => uri === book);
  const title =
    view === 'trash'
      ? t`Gelöschte Kontakte`
      : view === 'duplicates'
        ? t`Doppelte Kontakte`
        : view === 'groups'
          ? t`Gruppen und Verteiler`
          : current === undefined
            ? t`Kontakte`
            : nameOf(current);
  const isNew = open?.what === 'new' && target !== undefined;
  const hasDetail = isList && (isNew || selected !== null);
  const places = [
    { id: '', label: t`Alle Kontakte` },
    { id: 'view:groups', label: t`Gruppen und Verteiler` },
    ...books.map((each) => ({ id: `book:${each.uri}`, label: nameOf(each) })),
    { id: 'view:duplicates', label: t`Doppelte finden` },
    { id: 'view:trash', label: t`Gelöschte Kontakte` },
  ];

  return (
    <div className={classes('page-fill', 'contacts-page', hasDetail && 'contacts-page-detail')}>
      <PageHeader
        title={title}
        actions={
          target !== undefined && (
            <>
              <Button icon={FileUp} onPress={() => setOpen({ what: 'import', book: target })}>
                <Trans>Importieren</Trans>
              </Button>
              <MenuButton
                label={t`Neu anlegen`}
                entries={[
                  { id: 'person', label: t`Person`, icon: UserPlus, onAction: () => startNew('person') },
                  {
                    id: 'organisation',
                    label: t`Organisation`,
                    icon: UsersRound,
                    onAction: () => startNew('organisation'),
                  },
                  { id: 'group', label: t`Gruppe oder Verteiler`, icon: Users, onAction: () => startNew('group') },
                ]}
              >
                <Button variant="primary" icon={Plus} iconAfter={ChevronDown}>
                  <Trans>Neuer Kontakt</Trans>
                </Button>
              </MenuButton>
            </>
          )
        }
      />
      <div className="contacts-body">
        <BookRail
          books={books}
          place={{ book, view }}
          onChoose={go}
          menuOf={menuOf}
          {...(target === undefined ? {} : { onAdd: () => setOpen({ what: 'book', book: null }) })}
        />
        <div className="contacts-main">
          <div className="contacts-place-select">
            <Select
              label={t`Was gezeigt wird`}
              hideLabel
              options={places}
              value={placeId(book, view)}
              onChange={(next) => go(placeOf(next))}
            />
            {current !== undefined && current.kind !== 'directory' && (
              <MenuButton label={t`Adressbuch ${nameOf(current)}`} entries={menuOf(current)}>
                <IconButton icon={Ellipsis} label={t`Mehr zu ${nameOf(current)}`} tooltip={false} />
              </MenuButton>
            )}
          </div>
          {booksError && <ErrorBanner error={booksError} own={contactErrors} onRetry={() => void refetch()} />}
          {view === 'trash' && <TrashView onOpen={show} />}
          {view === 'duplicates' && writable.length > 0 && <DuplicatesView books={writable} />}
          {isList && (
            <div className="contacts-split">
              <div className="contacts-left">
                <SearchField
                  label={t`Kontakte suchen`}
                  placeholder={t`Name, Organisation, Adresse, Nummer`}
                  value={text}
                  onChange={setText}
                />
                <p className="contacts-count muted" role="status">
                  {source.total === null ? '' : q === '' ? countText(source.total) : foundText(source.total)}
                </p>
                {source.error && <ErrorBanner error={source.error} own={contactErrors} onRetry={source.retry} />}
                {source.total === 0 ? (
                  <Nothing isSearch={q !== ''} isGroups={view === 'groups'} />
                ) : (
                  <ContactList
                    key={`${book ?? ''} ${view ?? ''}`}
                    source={source}
                    selected={selected}
                    label={title}
                    onSelect={(contact, isOpened) => (isOpened || !isPhone()) && show(contact)}
                  />
                )}
              </div>
              <div className="contacts-right">
                {isNew ? (
                  <section className="contact-detail" aria-label={t`Neuer Kontakt`}>
                    <ContactForm
                      key={open.kind}
                      contact={null}
                      kind={open.kind}
                      book={target.uri}
                      onDone={(saved) => (saved === undefined ? setOpen(null) : show(saved))}
                    />
                  </section>
                ) : selected === null ? (
                  <div className="contacts-none">
                    <EmptyState icon={UsersRound} title={t`Kein Kontakt gewählt`}>
                      <Trans>Wählen Sie links einen Kontakt, um alles zu ihm zu sehen.</Trans>
                    </EmptyState>
                  </div>
                ) : (
                  <ContactDetail key={`${selected.book} ${selected.id}`} at={selected} books={books} onOpen={show} />
                )}
              </div>
            </div>
          )}
        </div>
      </div>
      {open?.what === 'book' && (
        <BookDialog book={open.book} onClose={() => setOpen(null)} onSaved={(saved) => go({ book: saved.uri })} />
      )}
      {open?.what === 'share' && <ShareBookDialog book={open.book} onClose={() => setOpen(null)} />}
      {open?.what === 'import' && (
        <ImportDialog
          books={writable}
          book={open.book.uri}
          onClose={() => setOpen(null)}
          onDone={(into) => go({ book: into })}
        />
      )}
    </div>
  );

  function startNew(of_: 'person' | 'group' | 'organisation') {
    if (!isList) go({});
    setOpen({ what: 'new', kind: of_ });
  }

  function countText(total: number): string {
    return total === 1 ? t`1 Kontakt` : t`${total.toLocaleString()} Kontakte`;
  }

  function foundText(total: number): string {
    return total === 0 ? t`Nichts gefunden` : t`${total.toLocaleString()} gefunden`;
  }
}

const isPhone = () => window.matchMedia('(max-width: 900px)').matches;

function placeId(book: string | undefined, view: Place['view']): string {
  return view !== undefined ? `view:${view}` : book === undefined ? '' : `book:${book}`;
}

function placeOf(id: string): Place {
  if (id.startsWith('book:')) return { book: id.slice('book:'.length) };
  const view = (['trash', 'duplicates', 'groups'] as const).find((each) => id === `view:${each}`);
  return view === undefined ? {} : { view };
}

function Nothing({ isSearch, isGroups }: { readonly isSearch: boolean; readonly isGroups: boolean }) {
  const { t } = useLingui();
  if (isSearch) {
    return (
      <EmptyState icon={UsersRound} title={t`Niemand gefunden`}>
        <Trans>Suchen Sie nach einem Teil des Namens, der Organisation, der Adresse oder der Nummer.</Trans>
      </EmptyState>
    );
  }
  if (isGroups) {
    return (
      <EmptyState icon={Users} title={t`Noch keine Gruppe`}>
        <Trans>Mit einer Gruppe schreiben Sie vielen auf einmal. Sie legen sie über „Neuer Kontakt“ an.</Trans>
      </EmptyState>
    );
  }
  return (
    <EmptyState icon={UsersRound} title={t`Noch keine Kontakte`}>
      <Trans>Legen Sie den ersten an, oder importieren Sie, was Sie schon haben.</Trans>
    </EmptyState>
  );
}
