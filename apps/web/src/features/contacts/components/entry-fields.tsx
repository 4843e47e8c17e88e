import { useLingui } from '@lingui/react/macro';
import { Plus, X, type LucideIcon } from 'lucide-react';
import { Button } from '../../../ui/button.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { Select } from '../../../ui/select.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import type { Phone } from '../api/contact-types.ts';
import { kindWords } from './contact-words.ts';

interface EntryFieldsProps {
  readonly title: string;
  readonly addLabel: string;
  readonly icon: LucideIcon;
  readonly type: 'email' | 'tel' | 'url';
  readonly kinds: readonly Phone['kind'][];
  readonly entries: readonly Phone[];
  readonly onChange: (entries: readonly Phone[]) => void;
}

/** Addresses or numbers, each with what it is for. */
export function EntryFields({ title, addLabel, icon, type, kinds, entries, onChange }: EntryFieldsProps) {
  const { t } = useLingui();
  const change = (at: number, entry: Partial<Phone>) =>
    onChange(entries.map((each, index) => (index === at ? { ...each, ...entry } : each)));
  const options = (label: string | null) =>
    kinds.map((id) => ({ id, label: label ?? (kindWords[id] === undefined ? id : t(kindWords[id])) }));
  return (
    <fieldset className="contact-form-part">
      <legend>{title}</legend>
      {entries.map((entry, at) => (
        <div key={at} className="contact-entry">
          <Select
            label={t`Art, Zeile ${at + 1}: ${title}`}
            hideLabel
            // what somebody named it stays its name until they choose another
            options={
              entry.label === null
                ? options(null)
                : options(null).map((each) => (each.id === entry.kind ? { ...each, label: entry.label ?? '' } : each))
            }
            value={entry.kind}
            onChange={(kind) => kind !== entry.kind && change(at, { kind, label: null })}
          />
          <TextField
            label={t`${title}, Zeile ${at + 1}`}
            hideLabel
            type={type}
            icon={icon}
            value={entry.value}
            onChange={(value) => change(at, { value })}
            autoFocus={entry.value === ''}
          />
          <IconButton
            icon={X}
            label={t`Zeile ${at + 1} entfernen: ${title}`}
            tooltip={false}
            onPress={() => onChange(entries.filter((_, index) => index !== at))}
          />
        </div>
      ))}
      <div>
        <Button
          variant="quiet"
          size="small"
          icon={Plus}
          onPress={() => onChange([...entries, { value: '', kind: kinds[0] ?? 'work', label: null, preferred: false }])}
        >
          {addLabel}
        </Button>
      </div>
    </fieldset>
  );
}
