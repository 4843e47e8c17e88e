import { msg } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import { Label } from 'react-aria-components/Label';
import { Radio, RadioGroup } from 'react-aria-components/RadioGroup';
import { calendarColours } from '../domain/colours.ts';
import { colourStyle } from '../grid/event-look.ts';

const names = [msg`Blau`, msg`Petrol`, msg`Grün`, msg`Oliv`, msg`Orange`, msg`Rot`, msg`Pink`, msg`Violett`, msg`Grau`];

interface ColourChoiceProps {
  readonly value: string;
  readonly onChange: (colour: string) => void;
}

/** One of the colours that go well together. A colour from another program stays until one is chosen. */
export function ColourChoice({ value, onChange }: ColourChoiceProps) {
  const { t } = useLingui();
  return (
    <RadioGroup className="ui-field" value={value} onChange={onChange} orientation="horizontal">
      <Label className="ui-label">{t`Farbe`}</Label>
      <div className="colour-choice">
        {calendarColours.map((colour, index) => (
          <Radio key={colour} value={colour} className="colour-dot" style={colourStyle(colour)}>
            <span className="visually-hidden">{t(names[index] ?? msg`Farbe`)}</span>
          </Radio>
        ))}
      </div>
    </RadioGroup>
  );
}
