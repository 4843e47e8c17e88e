import { Select } from '../../../ui/select.tsx';

/** Every zone that the browser knows. */
export function ZoneSelect({
  label,
  zone,
  onChange,
}: {
  readonly label: string;
  readonly zone: string;
  readonly onChange: (zone: string) => void;
}) {
  const zones = [...new Set([zone, ...Intl.supportedValuesOf('timeZone'), 'UTC'])].toSorted();
  return (
    <Select
      label={label}
      options={zones.map((id) => ({ id, label: id.replaceAll('_', ' ') }))}
      value={zone}
      onChange={onChange}
    />
  );
}
