import { Trans, useLingui } from '@lingui/react/macro';
import { X } from 'lucide-react';
import { IconButton } from '../../../ui/icon-button.tsx';
import { RadioGroup } from '../../../ui/radio-group.tsx';
import { Switch } from '../../../ui/switch.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import type { KeptRoom } from '../api/rooms.ts';
import { hoursFit, type RoomForm } from '../domain/room-form.ts';
import { DeputiesField } from './deputies-field.tsx';
import { OrganisationField } from './organisation-field.tsx';
import { useOrganisationNames } from './use-organisation-names.ts';

interface RoomRuleFieldsProps {
  readonly form: RoomForm;
  readonly onChange: (change: Partial<RoomForm>) => void;
}

/** Who books it, when, how long, and who decides. */
export function RoomRuleFields({ form, onChange }: RoomRuleFieldsProps) {
  const { t } = useLingui();
  const nameOf = useOrganisationNames();
  const { organisations } = form;
  return (
    <>
      <fieldset className="room-form-part">
        <legend>
          <Trans>Wer bucht</Trans>
        </legend>
        <RadioGroup<KeptRoom['books']>
          label={t`Buchen darf`}
          options={[
            { id: 'organisation', label: t`Die eigene Organisation`, description: t`mit allem, was unter ihr steht` },
            { id: 'listed', label: t`Auch genannte Organisationen` },
            { id: 'everyone', label: t`Wer im Land arbeitet` },
          ]}
          value={form.books}
          onChange={(books) => onChange({ books })}
        />
        {form.books === 'listed' && (
          <div className="stack">
            <OrganisationField
              key={organisations.length}
              label={t`Organisation hinzufügen`}
              value=""
              none=""
              onChange={(key) =>
                key !== '' &&
                !organisations.some((one) => one.key === key) &&
                onChange({ organisations: [...organisations, { key, name: nameOf(key) }] })
              }
            />
            <ul className="row">
              {organisations.map(({ key, name }) => (
                <li key={key} className="chosen-person">
                  <span className="truncate">{name}</span>
                  <IconButton
                    icon={X}
                    size="small"
                    label={t`${name} entfernen`}
                    tooltip={false}
                    onPress={() => onChange({ organisations: organisations.filter((one) => one.key !== key) })}
                  />
                </li>
              ))}
            </ul>
          </div>
        )}
        <Switch isSelected={form.approval} onChange={(approval) => onChange({ approval })}>
          <Trans>Jemand muss zustimmen</Trans>
        </Switch>
        {form.approval && (
          <>
            <DeputiesField
              label={t`Wer zustimmt`}
              value={form.managers}
              without={[]}
              onChange={(managers) => onChange({ managers })}
            />
            <p className="muted">
              <Trans>
                Ohne Namen entscheidet die Verwaltung der Organisation. Bis dahin ist die Zeit vorgemerkt; ohne
                Entscheidung wird sie zum Beginn wieder frei.
              </Trans>
            </p>
          </>
        )}
      </fieldset>
      <fieldset className="room-form-part">
        <legend>
          <Trans>Wann und wie lange</Trans>
        </legend>
        <div className="two-columns">
          <TextField
            label={t`Geöffnet ab`}
            type="time"
            description={t`Leer: rund um die Uhr`}
            value={form.opensAt}
            onChange={(opensAt) => onChange({ opensAt })}
          />
          <TextField
            label={t`Geöffnet bis`}
            type="time"
            value={form.closesAt}
            errorMessage={hoursFit(form) ? undefined : t`Das liegt nicht nach dem Beginn der Öffnung.`}
            onChange={(closesAt) => onChange({ closesAt })}
          />
        </div>
        <div className="three-columns">
          <TextField
            label={t`Tage im Voraus`}
            type="number"
            inputMode="numeric"
            value={form.horizonDays}
            onChange={(horizonDays) => onChange({ horizonDays })}
          />
          <TextField
            label={t`Höchstens Stunden`}
            inputMode="decimal"
            placeholder={t`beliebig`}
            value={form.longestHours}
            onChange={(longestHours) => onChange({ longestHours })}
          />
          <TextField
            label={t`Minuten dazwischen`}
            type="number"
            inputMode="numeric"
            value={form.bufferMinutes}
            onChange={(bufferMinutes) => onChange({ bufferMinutes })}
          />
        </div>
        <Switch isSelected={form.series} onChange={(series) => onChange({ series })}>
          <Trans>Nimmt Serien an</Trans>
        </Switch>
      </fieldset>
    </>
  );
}
