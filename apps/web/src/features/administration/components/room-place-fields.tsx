import { Trans, useLingui } from '@lingui/react/macro';
import { Checkbox } from '../../../ui/checkbox.tsx';
import { Select } from '../../../ui/select.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import type { RoomKind } from '../api/rooms.ts';
import { keyOfForm, type RoomForm } from '../domain/room-form.ts';
import { OrganisationField } from './organisation-field.tsx';

interface RoomFieldsProps {
  readonly form: RoomForm;
  readonly isNew: boolean;
  readonly onChange: (change: Partial<RoomForm>) => void;
}

/** What it is and where. */
export function RoomPlaceFields({ form, isNew, onChange }: RoomFieldsProps) {
  const { t } = useLingui();
  const isRoom = form.kind === 'room';
  return (
    <fieldset className="room-form-part">
      <legend>
        <Trans>Was und wo</Trans>
      </legend>
      {isNew && (
        <div className="two-columns">
          <Select<RoomKind>
            label={t`Art`}
            options={[
              { id: 'room', label: t`Besprechungsraum` },
              { id: 'thing', label: t`Gerät oder Fahrzeug` },
            ]}
            value={form.kind}
            onChange={(kind) => onChange({ kind })}
          />
          <OrganisationField
            label={t`Organisation`}
            administeredOnly
            value={form.organisation}
            onChange={(organisation) => onChange({ organisation })}
          />
        </div>
      )}
      <div className={isNew ? 'two-columns' : undefined}>
        <TextField
          label={t`Name`}
          isRequired
          autoFocus
          maxLength={200}
          value={form.name}
          onChange={(name) => onChange({ name })}
        />
        {isNew && (
          <TextField
            label={t`Kürzel`}
            isRequired
            maxLength={40}
            description={t`Steht in der Adresse und bleibt.`}
            value={keyOfForm(form)}
            onChange={(key) => onChange({ key: key.toLowerCase().replaceAll(/[^a-z0-9-]/g, '') })}
          />
        )}
      </div>
      <div className="three-columns">
        <TextField label={t`Ort`} maxLength={200} value={form.place} onChange={(place) => onChange({ place })} />
        <TextField
          label={t`Gebäude`}
          maxLength={200}
          value={form.building}
          onChange={(building) => onChange({ building })}
        />
        <TextField label={t`Etage`} maxLength={60} value={form.floor} onChange={(floor) => onChange({ floor })} />
      </div>
      <div className="two-columns">
        <TextField
          label={t`Plätze`}
          type="number"
          inputMode="numeric"
          value={form.capacity}
          onChange={(capacity) => onChange({ capacity })}
        />
        <TextField
          label={t`Ausstattung`}
          placeholder={t`Beamer, Videokonferenz, Flipchart`}
          description={t`Mit Kommas dazwischen`}
          maxLength={1000}
          value={form.equipment}
          onChange={(equipment) => onChange({ equipment })}
        />
      </div>
      {isRoom && (
        <Checkbox isSelected={form.accessible} onChange={(accessible) => onChange({ accessible })}>
          <Trans>Mit Rollstuhl erreichbar</Trans>
        </Checkbox>
      )}
    </fieldset>
  );
}
