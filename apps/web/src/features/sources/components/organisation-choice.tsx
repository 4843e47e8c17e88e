import { useLingui } from '@lingui/react/macro';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { Answer } from '../../../api/answer.ts';
import { api } from '../../../api/api.ts';
import { ComboBox } from '../../../ui/combo-box.tsx';

type Organisation = Answer<'/organisations'>['items'][number];

const organisationsQuery = queryOptions({
  queryKey: ['organisations', 'for-sources'],
  queryFn: async ({ signal }) => (await api.get<{ items: Organisation[] }>('/organisations', { signal })).items,
});
const most = 50;

interface OrganisationChoiceProps {
  readonly label: string;
  readonly onChange: (key: string | null) => void;
}

/** One of the organisations that the signed-in person administers. */
export function OrganisationChoice({ label, onChange }: OrganisationChoiceProps) {
  const { t } = useLingui();
  const { data = [] } = useQuery(organisationsQuery);
  const [text, setText] = useState('');
  const options = useMemo(() => {
    const wanted = text.trim().toLowerCase();
    const own = data.filter(({ administered, closed }) => administered && !closed);
    const fitting = own.filter(({ name, key }) => `${name} ${key}`.toLowerCase().includes(wanted));
    return fitting.slice(0, most).map(({ key, name }) => ({ id: key, label: name, description: key }));
  }, [data, text]);
  return (
    <ComboBox
      label={label}
      placeholder={t`Organisation suchen`}
      emptyText={t`Keine Organisation gefunden.`}
      options={options}
      input={text}
      onInput={(next) => {
        setText(next);
        onChange(null);
      }}
      onChoose={(key) => {
        setText(data.find((one) => one.key === key)?.name ?? key);
        onChange(key);
      }}
    />
  );
}
