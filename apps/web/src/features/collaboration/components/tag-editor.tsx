import { Trans, useLingui } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import { Plus, X } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../../ui/button.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { useChangeTags, useTags, useTagSuggestions } from '../api/collaboration.ts';
import { useTryComment } from './use-try-comment.ts';
import './collaboration.css';

interface TagEditorProps {
  readonly nodeId: number;
  readonly canChange: boolean;
}

const mostOffered = 6;

/** The words that people have put on a file or folder; each leads to everything that has it. */
export function TagEditor({ nodeId, canChange }: TagEditorProps) {
  const { t } = useLingui();
  const { data: tags = [] } = useTags(nodeId);
  const { put, take } = useChangeTags(nodeId);
  const attempt = useTryComment();
  const [isOpen, setOpen] = useState(false);
  const [text, setText] = useState('');
  const { data: suggested = [] } = useTagSuggestions(text.trim(), isOpen);
  const offered = suggested.filter(({ name }) => !tags.some((tag) => tag.name === name)).slice(0, mostOffered);
  const addTag = async (name: string) => {
    if (name.trim() !== '' && (await attempt(put.mutateAsync(name.trim())))) setText('');
  };
  if (tags.length === 0 && !canChange) return null;
  return (
    <section className="tags" aria-labelledby={`tags-${nodeId}`}>
      <h3 id={`tags-${nodeId}`}>
        <Trans>Schlagwörter</Trans>
      </h3>
      <ul className="tag-list">
        {tags.map(({ id, name }) => (
          <li key={id} className="tag">
            <Link to="/files/tags/$tag" params={{ tag: name }}>
              {name}
            </Link>
            {canChange && (
              <IconButton
                icon={X}
                size="small"
                tooltip={false}
                label={t`Schlagwort ${name} entfernen`}
                onPress={() => void attempt(take.mutateAsync(id))}
              />
            )}
          </li>
        ))}
        {canChange && !isOpen && (
          <li>
            <Button size="small" variant="quiet" icon={Plus} onPress={() => setOpen(true)}>
              <Trans>Schlagwort hinzufügen</Trans>
            </Button>
          </li>
        )}
      </ul>
      {isOpen && (
        <form
          className="tag-form"
          onSubmit={(event) => {
            event.preventDefault();
            void addTag(text);
          }}
        >
          <TextField
            label={t`Neues Schlagwort`}
            hideLabel
            placeholder={t`Neues Schlagwort`}
            value={text}
            onChange={setText}
            maxLength={60}
            autoFocus
            onKeyDown={(event) => {
              if (event.key !== 'Escape') return event.continuePropagation();
              setOpen(false);
            }}
          />
          <Button size="small" type="submit" isDisabled={text.trim() === ''}>
            <Trans>Hinzufügen</Trans>
          </Button>
        </form>
      )}
      {isOpen && offered.length > 0 && (
        <ul className="tag-list" aria-label={t`Schon verwendet`}>
          {offered.map(({ id, name }) => (
            <li key={id}>
              <Button size="small" variant="secondary" icon={Plus} onPress={() => void addTag(name)}>
                {name}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
