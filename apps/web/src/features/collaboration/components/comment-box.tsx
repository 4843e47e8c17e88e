import { plural } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import { useId, useRef, useState } from 'react';
import { Avatar } from '../../../ui/avatar.tsx';
import { Button } from '../../../ui/button.tsx';
import { classes } from '../../../ui/classes.ts';
import { useMentionable, type Person } from '../api/collaboration.ts';
import { mentionAt, withMention } from '../domain/mention-at.ts';

interface CommentBoxProps {
  readonly nodeId: number;
  readonly label: string;
  readonly confirmLabel: string;
  readonly initial?: string;
  /** Answers whether it is done; what was written stays until then. */
  readonly onConfirm: (text: string) => Promise<boolean>;
  readonly onCancel?: () => void;
}

const longest = 4_000;

/** Where one writes; after an '@' people are offered. */
export function CommentBox({ nodeId, label, confirmLabel, initial = '', onConfirm, onCancel }: CommentBoxProps) {
  const { t } = useLingui();
  const listId = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState(initial);
  const [caret, setCaret] = useState(initial.length);
  const [isBusy, setBusy] = useState(false);
  const [marked, setMarked] = useState(0);
  const [closedAt, setClosedAt] = useState(-1);
  const wanted = mentionAt(text, caret);
  const isOpen = wanted !== null && wanted.from !== closedAt;
  const { data } = useMentionable(nodeId, isOpen ? wanted.query : null);
  const people = isOpen ? (data ?? []) : [];
  const chosen = people[Math.min(marked, people.length - 1)];

  const send = async () => {
    if (text.trim() === '' || isBusy) return;
    setBusy(true);
    const isDone = await onConfirm(text.trim());
    setBusy(false);
    if (!isDone) return;
    setText('');
    setCaret(0);
  };
  const mention = (person: Person) => {
    if (wanted === null) return;
    const next = withMention(text, wanted.from, caret, person.login);
    setText(next.text);
    setCaret(next.caret);
    setMarked(0);
    requestAnimationFrame(() => {
      field.current?.focus();
      field.current?.setSelectionRange(next.caret, next.caret);
    });
  };
  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      return void send();
    }
    if (chosen !== undefined) {
      const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
      if (step !== 0) setMarked((marked + step + people.length) % people.length);
      else if (event.key === 'Enter' || event.key === 'Tab') mention(chosen);
      else if (event.key === 'Escape') setClosedAt(wanted?.from ?? -1);
      else return;
      event.preventDefault();
      event.stopPropagation();
    } else if (event.key === 'Escape' && onCancel) {
      event.stopPropagation();
      onCancel();
    }
  };
  return (
    <div className="comment-box">
      <textarea
        ref={field}
        className="ui-input"
        aria-label={label}
        placeholder={t`Kommentar schreiben, mit @ jemanden ansprechen`}
        value={text}
        maxLength={longest}
        rows={3}
        aria-autocomplete="list"
        {...(people.length > 0
          ? { 'aria-controls': listId, 'aria-activedescendant': `${listId}-${chosen?.login}` }
          : {})}
        onChange={(event) => {
          setText(event.target.value);
          setCaret(event.target.selectionStart);
          setMarked(0);
        }}
        onSelect={(event) => setCaret(event.currentTarget.selectionStart)}
        onKeyDown={onKeyDown}
      />
      <span className="visually-hidden" role="status">
        {people.length > 0 &&
          t`${plural(people.length, { one: '# Person zur Auswahl', other: '# Personen zur Auswahl' })}`}
      </span>
      {people.length > 0 && (
        <ul id={listId} className="comment-people" role="listbox" aria-label={t`Ansprechen`}>
          {people.map((person) => (
            <li
              key={person.login}
              id={`${listId}-${person.login}`}
              role="option"
              aria-selected={person === chosen}
              className={classes('comment-person', person === chosen && 'comment-person-marked')}
              onPointerDown={(event) => {
                event.preventDefault();
                mention(person);
              }}
            >
              <Avatar name={person.name} size="small" />
              <span className="truncate">{person.name}</span>
              <small className="muted">@{person.login}</small>
            </li>
          ))}
        </ul>
      )}
      <div className="comment-actions">
        {onCancel && (
          <Button size="small" variant="quiet" onPress={onCancel}>
            <Trans>Abbrechen</Trans>
          </Button>
        )}
        <Button size="small" variant="primary" isDisabled={text.trim() === '' || isBusy} onPress={() => void send()}>
          {confirmLabel}
        </Button>
      </div>
    </div>
  );
}
