import { Trans, useLingui } from '@lingui/react/macro';
import { Plus, X } from 'lucide-react';
import { Button } from '../../../ui/button.tsx';
import { Checkbox } from '../../../ui/checkbox.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { TextField } from '../../../ui/text-field.tsx';

export interface AskedItem {
  readonly key: number;
  readonly name: string;
  readonly required: boolean;
}

interface AskItemsProps {
  readonly items: readonly AskedItem[];
  readonly onChange: (items: readonly AskedItem[]) => void;
}

const most = 50;

/** What is wanted, one line each. */
export function AskItems({ items, onChange }: AskItemsProps) {
  const { t } = useLingui();
  const change = (key: number, update: Partial<AskedItem>) =>
    onChange(items.map((item) => (item.key === key ? { ...item, ...update } : item)));
  const next = Math.max(...items.map(({ key }) => key)) + 1;
  return (
    <fieldset className="request-set">
      <legend>
        <Trans>Was Sie brauchen</Trans>
      </legend>
      <ul className="request-items">
        {items.map(({ key, name, required }, index) => (
          <li key={key}>
            <TextField
              label={t`Was, Zeile ${index + 1}`}
              hideLabel
              placeholder={t`zum Beispiel Lageplan`}
              maxLength={200}
              value={name}
              onChange={(value) => change(key, { name: value })}
            />
            <Checkbox
              aria-label={t`Zeile ${index + 1} ist nötig`}
              isSelected={required}
              onChange={(is) => change(key, { required: is })}
            >
              <Trans>nötig</Trans>
            </Checkbox>
            {items.length > 1 && (
              <IconButton
                icon={X}
                size="small"
                tooltip={false}
                label={t`Zeile ${index + 1} entfernen`}
                onPress={() => onChange(items.filter((item) => item.key !== key))}
              />
            )}
          </li>
        ))}
      </ul>
      {items.length < most && (
        <div>
          <Button
            size="small"
            variant="quiet"
            icon={Plus}
            onPress={() => onChange([...items, { key: next, name: '', required: true }])}
          >
            <Trans>Weitere Zeile</Trans>
          </Button>
        </div>
      )}
    </fieldset>
  );
}
