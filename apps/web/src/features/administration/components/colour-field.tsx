import { Trans, useLingui } from '@lingui/react/macro';
import { Button } from '../../../ui/button.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { contrastToWhite, isColour, readable, readableContrast } from '../domain/contrast.ts';

interface ColourFieldProps {
  readonly label: string;
  /** '#005b7f', or '' for none. */
  readonly value: string;
  readonly onChange: (colour: string) => void;
}

/** A colour on which white text can be read. */
export function ColourField({ label, value, onChange }: ColourFieldProps) {
  const { t, i18n } = useLingui();
  const known = isColour(value);
  const contrast = known ? contrastToWhite(value) : 0;
  const number = new Intl.NumberFormat(i18n.locale, { maximumFractionDigits: 1 }).format(contrast);
  const tooBright = known && contrast < readableContrast;
  const wrong = value !== '' && !known ? t`Bitte als # und sechs Ziffern angeben, zum Beispiel #005b7f.` : undefined;
  return (
    <div className="colour-field">
      <input
        type="color"
        aria-label={t`Farbe wählen`}
        value={known ? value : '#2b479e'}
        onChange={(event) => onChange(event.target.value)}
      />
      <TextField
        label={label}
        value={value}
        maxLength={7}
        placeholder="#005b7f"
        onChange={onChange}
        errorMessage={tooBright ? t`Zu hell: Weiße Schrift hat darauf nur ${number} : 1, nötig sind 4,5 : 1.` : wrong}
        description={known && !tooBright ? t`Weiße Schrift ist darauf gut lesbar (${number} : 1).` : undefined}
      />
      {tooBright && (
        <Button size="small" onPress={() => onChange(readable(value))}>
          <Trans>Dunkler machen</Trans>
        </Button>
      )}
    </div>
  );
}
