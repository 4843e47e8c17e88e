import { useLingui } from '@lingui/react/macro';
import { useQueryClient } from '@tanstack/react-query';
import { Tag, X } from 'lucide-react';
import { useState } from 'react';
import { ComboBox } from '../../../ui/combo-box.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { knownCategories } from '../api/events.ts';

interface CategoriesFieldProps {
  readonly value: readonly string[];
  readonly onChange: (categories: readonly string[]) => void;
}

const most = 20;
const longest = 100;

/** What kind of event it is: those in use are proposed, new ones typed. */
export function CategoriesField({ value, onChange }: CategoriesFieldProps) {
  const { t } = useLingui();
  const client = useQueryClient();
  const [text, setText] = useState('');
  const [added, setAdded] = useState(0);
  const typed = text.trim().slice(0, longest);
  const known = knownCategories(client).filter(
    (each) => !value.includes(each) && each.toLocaleLowerCase().includes(typed.toLocaleLowerCase()),
  );
  const isNew = typed !== '' && !known.includes(typed) && !value.includes(typed);
  return (
    <div className="stack">
      <ComboBox
        // a new one for the next: emptied by hand, the list would open again over what was just added
        key={added}
        autoFocus={added > 0}
        label={t`Kategorien`}
        placeholder={t`Etwa Dienstreise oder Fortbildung`}
        emptyText={t`Tippen Sie, worum es geht.`}
        options={[
          ...known.map((each) => ({ id: each, label: each })),
          ...(isNew ? [{ id: typed, label: typed, description: t`Neue Kategorie` }] : []),
        ]}
        input={text}
        onInput={setText}
        onChoose={(category) => {
          setText('');
          setAdded(added + 1);
          if (!value.includes(category) && value.length < most) onChange([...value, category]);
        }}
      />
      {value.length > 0 && (
        <ul className="categories" aria-label={t`Gewählte Kategorien`}>
          {value.map((category) => (
            <li key={category}>
              <Tag aria-hidden />
              <span className="truncate">{category}</span>
              <IconButton
                icon={X}
                size="small"
                tooltip={false}
                label={t`${category} entfernen`}
                onPress={() => onChange(value.filter((each) => each !== category))}
              />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
