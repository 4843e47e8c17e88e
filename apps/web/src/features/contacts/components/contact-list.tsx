import { useLingui } from '@lingui/react/macro';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { classes } from '../../../ui/classes.ts';
import type { ContactLine } from '../api/contact-types.ts';
import { ContactAvatar } from './contact-avatar.tsx';
import { LetterRail } from './letter-rail.tsx';
import type { ContactSource } from './use-contact-list.ts';

interface ContactListProps {
  readonly source: ContactSource;
  readonly selected: { readonly book: string; readonly id: number } | null;
  /** `open`: also where the details take the whole screen. */
  readonly onSelect: (contact: ContactLine, open: boolean) => void;
  readonly label: string;
}

const rowHeight = 64;

/** Names in a list of any length; arrows, Home, End and letters move, Enter goes to the details. */
export function ContactList({ source, selected, onSelect, label }: ContactListProps) {
  const { t } = useLingui();
  const scroller = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState(0);
  const total = source.total ?? 0;
  const virtual = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 8,
  });
  const rows = virtual.getVirtualItems();
  const [start, end] = [rows[0]?.index ?? 0, rows.at(-1)?.index ?? 0];
  const { show } = source;
  useEffect(() => show(start, end), [show, start, end]);

  function move(to: number) {
    const next = Math.max(0, Math.min(total - 1, to));
    setActive(next);
    virtual.scrollToIndex(next);
    const contact = source.at(next);
    if (contact !== undefined) onSelect(contact, false);
  }

  function onKeyDown(event: KeyboardEvent) {
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? rowHeight) / rowHeight) - 1);
    const steps: Record<string, number> = {
      ArrowDown: active + 1,
      ArrowUp: active - 1,
      PageDown: active + page,
      PageUp: active - page,
      Home: 0,
      End: total - 1,
    };
    const to = steps[event.key];
    if (to !== undefined) move(to);
    else if (event.key === 'Enter' || event.key === ' ') {
      const contact = source.at(active);
      if (contact !== undefined) onSelect(contact, true);
    } else if (/^\p{L}$/u.test(event.key) && !event.ctrlKey && !event.metaKey && !event.altKey) {
      const wanted = event.key.toLocaleUpperCase().normalize('NFD').slice(0, 1);
      const found = source.letters.find(({ letter }) => letter === wanted);
      if (found === undefined) return;
      move(found.at);
    } else return;
    event.preventDefault();
  }

  const optionId = (index: number) => `contact-option-${index}`;
  return (
    <div className="contacts-list-frame">
      <div
        ref={scroller}
        className="contacts-list"
        role="listbox"
        aria-label={label}
        tabIndex={0}
        aria-activedescendant={rows.some(({ index }) => index === active) ? optionId(active) : undefined}
        onKeyDown={onKeyDown}
      >
        <div role="presentation" style={{ height: virtual.getTotalSize(), position: 'relative' }}>
          {rows.map(({ index, start: top }) => {
            const contact = source.at(index);
            const isSelected = contact !== undefined && contact.id === selected?.id && contact.book === selected.book;
            return (
              <div
                key={index}
                id={optionId(index)}
                role="option"
                aria-selected={isSelected}
                aria-setsize={total}
                aria-posinset={index + 1}
                aria-label={contact === undefined ? t`Wird geladen` : undefined}
                className={classes('contacts-row', index === active && 'contacts-row-active')}
                style={{ height: rowHeight, transform: `translateY(${top}px)` }}
                onClick={() => {
                  setActive(index);
                  if (contact !== undefined) onSelect(contact, true);
                }}
              >
                {contact === undefined ? <span className="contacts-row-waiting" /> : <Row contact={contact} />}
              </div>
            );
          })}
        </div>
      </div>
      <LetterRail letters={source.letters} onChoose={(at) => virtual.scrollToIndex(at, { align: 'start' })} />
    </div>
  );
}

function Row({ contact }: { readonly contact: ContactLine }) {
  const second = [contact.title, contact.organisation === contact.name ? '' : contact.organisation].filter(Boolean);
  return (
    <>
      <ContactAvatar contact={contact} />
      <span className="contacts-row-text">
        <span className="contacts-row-name truncate">{contact.name}</span>
        <span className="truncate muted">{second.join(' · ') || contact.mail || contact.phone}</span>
      </span>
    </>
  );
}
