import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { Paperclip, X } from 'lucide-react';
import { useState } from 'react';
import { foundFilesQuery, whereOf } from '../../../shell/found-files.ts';
import { useDebounced } from '../../../shell/use-debounced.ts';
import { ComboBox } from '../../../ui/combo-box.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import type { DraftAttachment } from '../domain/draft.ts';

interface AttachmentsFieldProps {
  readonly value: readonly DraftAttachment[];
  readonly onChange: (attachments: readonly DraftAttachment[]) => void;
}

/** Files of one's own, as links: who may open them is said where they lie. */
export function AttachmentsField({ value, onChange }: AttachmentsFieldProps) {
  const { t } = useLingui();
  const [text, setText] = useState('');
  const q = useDebounced(text.trim(), 150);
  const { data = [] } = useQuery(foundFilesQuery(q));
  const taken = new Set(value.map(({ nodeId }) => nodeId));
  const found = q === '' ? [] : data.filter(({ node }) => !taken.has(node.id));
  return (
    <div className="stack">
      <ComboBox
        key={value.length}
        label={t`Dateien beifügen`}
        placeholder={t`Name der Datei`}
        emptyText={q === '' ? t`Tippen Sie den Namen einer Datei.` : t`Keine Datei gefunden.`}
        options={found.map((file) => ({ id: String(file.node.id), label: file.node.name, description: whereOf(file) }))}
        input={text}
        onInput={setText}
        onChoose={(id) => {
          const file = found.find(({ node }) => String(node.id) === id);
          if (file === undefined) return;
          setText('');
          onChange([...value, { nodeId: file.node.id, name: file.node.name, url: null }]);
        }}
      />
      {value.length > 0 && (
        <ul className="attendees" aria-label={t`Beigefügt`}>
          {value.map((one) => (
            <li key={one.nodeId ?? one.url}>
              <Paperclip aria-hidden />
              <span className="truncate">{one.name}</span>
              <IconButton
                icon={X}
                size="small"
                tooltip={false}
                label={t`${one.name} entfernen`}
                onPress={() => onChange(value.filter((other) => other !== one))}
              />
            </li>
          ))}
        </ul>
      )}
      {value.some(({ nodeId }) => nodeId !== null) && (
        <p className="muted">
          <Trans>Eingeladene bekommen einen Link. Öffnen kann ihn, wer die Datei sehen darf.</Trans>
        </p>
      )}
    </div>
  );
}
