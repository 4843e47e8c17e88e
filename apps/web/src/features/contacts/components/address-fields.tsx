import { Trans, useLingui } from '@lingui/react/macro';
import { Plus, X } from 'lucide-react';
import { Button } from '../../../ui/button.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { Select } from '../../../ui/select.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import type { Address } from '../api/contact-types.ts';
import { kindWords } from './contact-words.ts';

interface AddressFieldsProps {
  readonly addresses: readonly Address[];
  readonly onChange: (addresses: readonly Address[]) => void;
}

const empty: Address = {
  kind: 'work',
  label: null,
  preferred: false,
  street: '',
  extended: '',
  box: '',
  code: '',
  locality: '',
  region: '',
  country: '',
};
const kinds = ['work', 'home', 'other'] as const;

export function AddressFields({ addresses, onChange }: AddressFieldsProps) {
  const { t } = useLingui();
  const change = (at: number, address: Partial<Address>) =>
    onChange(addresses.map((each, index) => (index === at ? { ...each, ...address } : each)));
  return (
    <fieldset className="contact-form-part">
      <legend>
        <Trans>Anschrift</Trans>
      </legend>
      {addresses.map((address, at) => {
        const number = at + 1;
        const field = (
          part: keyof typeof empty & ('street' | 'extended' | 'box' | 'code' | 'locality' | 'region' | 'country'),
          label: string,
        ) => <TextField label={label} value={address[part]} onChange={(value) => change(at, { [part]: value })} />;
        return (
          <div key={at} className="contact-address" role="group" aria-label={t`Anschrift ${number}`}>
            <div className="contact-address-kind">
              <Select
                label={t`Art der Anschrift ${number}`}
                hideLabel
                options={kinds.map((id) => ({ id, label: kindWords[id] === undefined ? id : t(kindWords[id]) }))}
                value={address.kind}
                onChange={(kind) => change(at, { kind })}
              />
              <IconButton
                icon={X}
                label={t`Anschrift ${number} entfernen`}
                tooltip={false}
                onPress={() => onChange(addresses.filter((_, index) => index !== at))}
              />
            </div>
            {field('street', t`Straße und Hausnummer`)}
            {field('extended', t`Zusatz, Gebäude, Zimmer`)}
            <div className="contact-address-town">
              {field('code', t`Postleitzahl`)}
              {field('locality', t`Ort`)}
            </div>
            {field('country', t`Land`)}
          </div>
        );
      })}
      <div>
        <Button variant="quiet" size="small" icon={Plus} onPress={() => onChange([...addresses, empty])}>
          <Trans>Anschrift hinzufügen</Trans>
        </Button>
      </div>
    </fieldset>
  );
}
