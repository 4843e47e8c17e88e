import { useLingui } from '@lingui/react/macro';
import { Select } from '../../../ui/select.tsx';
import { useHolders, type Holder } from '../api/use-holders.ts';

interface HolderSelectProps {
  /** Null: oneself. */
  readonly value: Holder | null;
  readonly onChange: (holder: Holder | null) => void;
  /** What it means that a group has it. */
  readonly groupText: string;
  readonly organisationText: string;
}

const own = 'own';
const idOf = ({ kind, key }: Holder) => `${kind} ${key}`;

/** Whose it will be; nothing where it can only be one's own. */
export function HolderSelect({ value, onChange, groupText, organisationText }: HolderSelectProps) {
  const { t } = useLingui();
  const holders = useHolders();
  if (holders.length === 0) return null;
  return (
    <Select
      label={t`Gehört`}
      options={[
        { id: own, label: t`Mir` },
        ...holders.map((one) => ({
          id: idOf(one),
          label: one.name,
          description: one.kind === 'group' ? groupText : organisationText,
        })),
      ]}
      value={value === null ? own : idOf(value)}
      onChange={(id) => onChange(holders.find((one) => idOf(one) === id) ?? null)}
    />
  );
}
