import { useLingui } from '@lingui/react/macro';
import { Checkbox } from '../../../ui/checkbox.tsx';
import { SearchField } from '../../../ui/search-field.tsx';
import { Select } from '../../../ui/select.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import type { Room, RoomSearch } from '../api/rooms.ts';

interface RoomFiltersProps {
  readonly value: RoomSearch;
  readonly onChange: (change: Partial<RoomSearch>) => void;
  /** Whose equipment can be asked for. */
  readonly rooms: readonly Room[];
  /** Not for devices and vehicles. */
  readonly onlyRooms?: boolean;
}

/** By place, capacity and equipment. */
export function RoomFilters({ value, onChange, rooms, onlyRooms = false }: RoomFiltersProps) {
  const { t } = useLingui();
  const equipment = [...new Set([...value.equipment, ...rooms.flatMap((room) => room.equipment)])].toSorted((a, b) =>
    a.localeCompare(b),
  );
  return (
    <div className="room-filters">
      {!onlyRooms && (
        <Select<Room['kind']>
          hideLabel
          label={t`Was`}
          options={[
            { id: 'room', label: t`Besprechungsräume` },
            { id: 'thing', label: t`Geräte und Fahrzeuge` },
          ]}
          value={value.kind}
          onChange={(kind) => onChange({ kind, capacity: 0, equipment: [], accessible: false })}
        />
      )}
      <SearchField label={t`Name, Ort oder Gebäude`} value={value.text} onChange={(text) => onChange({ text })} />
      {value.kind === 'room' && (
        <>
          <div className="room-filter-number">
            <TextField
              label={t`Plätze mindestens`}
              type="number"
              inputMode="numeric"
              value={value.capacity === 0 ? '' : String(value.capacity)}
              onChange={(text) => onChange({ capacity: Math.max(0, Math.min(100_000, Math.floor(Number(text)) || 0)) })}
            />
          </div>
          <Checkbox isSelected={value.accessible} onChange={(accessible) => onChange({ accessible })}>
            {t`Mit Rollstuhl erreichbar`}
          </Checkbox>
        </>
      )}
      {equipment.map((one) => (
        <Checkbox
          key={one}
          isSelected={value.equipment.includes(one)}
          onChange={(chosen) =>
            onChange({
              equipment: chosen ? [...value.equipment, one] : value.equipment.filter((other) => other !== one),
            })
          }
        >
          {one}
        </Checkbox>
      ))}
    </div>
  );
}
