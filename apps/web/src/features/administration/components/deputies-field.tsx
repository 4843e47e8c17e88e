import { useLingui } from '@lingui/react/macro';
import { X } from 'lucide-react';
import { Avatar } from '../../../ui/avatar.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import type { PersonName } from '../api/people.ts';
import { PersonFinder } from './person-field.tsx';

interface DeputiesFieldProps {
  readonly label: string;
  readonly value: readonly PersonName[];
  readonly onChange: (people: readonly PersonName[]) => void;
  readonly without: readonly string[];
}

/** Several people, found one after the other. */
export function DeputiesField({ label, value, onChange, without }: DeputiesFieldProps) {
  const { t } = useLingui();
  return (
    <div className="stack deputies">
      <PersonFinder
        label={label}
        without={[...without, ...value.map(({ login }) => login)]}
        onChoose={(person) => onChange([...value, person])}
      />
      {value.length > 0 && (
        <ul className="row">
          {value.map(({ login, name }) => (
            <li key={login} className="chosen-person">
              <Avatar name={name} size="small" />
              <span className="truncate">{name}</span>
              <IconButton
                icon={X}
                size="small"
                label={t`${name} entfernen`}
                tooltip={false}
                onPress={() => onChange(value.filter((one) => one.login !== login))}
              />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
