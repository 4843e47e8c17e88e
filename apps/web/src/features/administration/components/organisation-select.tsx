import { useQuery } from '@tanstack/react-query';
import { Select } from '../../../ui/select.tsx';
import { organisationsQuery } from '../api/organisations.ts';

interface OrganisationSelectProps {
  readonly label: string;
  readonly hideLabel?: boolean;
  /** Text for "none"; its value is ''. */
  readonly none?: string;
  readonly value: string;
  readonly onChange: (key: string) => void;
}

/** One organisation by its key. */
export function OrganisationSelect({ label, hideLabel = false, none, value, onChange }: OrganisationSelectProps) {
  const { data = [] } = useQuery(organisationsQuery);
  const options = data.map(({ key, name }) => ({ id: key, label: name }));
  return (
    <Select
      label={label}
      hideLabel={hideLabel}
      options={none === undefined ? options : [{ id: '', label: none }, ...options]}
      value={value}
      onChange={onChange}
    />
  );
}
