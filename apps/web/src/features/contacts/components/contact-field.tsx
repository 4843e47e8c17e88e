import { useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { useDebounced } from '../../../shell/use-debounced.ts';
import { ComboBox } from '../../../ui/combo-box.tsx';
import { useReachable, type Reached } from '../api/use-reachable.ts';

interface ContactFieldProps {
  /** With distribution lists, which stand for several. */
  readonly withLists?: boolean;
  readonly onChoose: (people: readonly Reached[]) => void;
}

/** Somebody of one's address books who has a mail address: wherever a name and an address would have to be typed. */
export function ContactField({ withLists = true, onChoose }: ContactFieldProps) {
  const { t } = useLingui();
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState(0);
  const q = useDebounced(text.trim(), 120);
  const { options, reach } = useReachable(q, { withLists });
  return (
    <ComboBox
      // emptied by hand, the list would open again over what was just filled in
      key={chosen}
      label={t`Aus Ihren Kontakten`}
      placeholder={t`Im Adressbuch suchen`}
      emptyText={q === '' ? t`Tippen Sie einen Namen.` : t`Niemand gefunden.`}
      options={options}
      input={text}
      onInput={setText}
      onChoose={(id) => {
        setText('');
        setChosen(chosen + 1);
        void reach(id)?.then(onChoose);
      }}
    />
  );
}
