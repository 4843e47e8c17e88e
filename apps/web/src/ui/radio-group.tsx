import { Label } from 'react-aria-components/Label';
import { Radio, RadioGroup as AriaRadioGroup } from 'react-aria-components/RadioGroup';
import './field.css';
import './toggles.css';

export interface RadioGroupProps<Id extends string> {
  readonly label: string;
  readonly options: readonly { readonly id: Id; readonly label: string; readonly description?: string }[];
  readonly value: Id;
  readonly onChange: (value: Id) => void;
}

/** One of a few, all in sight. */
export function RadioGroup<Id extends string>({ label, options, value, onChange }: RadioGroupProps<Id>) {
  return (
    <AriaRadioGroup className="ui-field" value={value} onChange={(id) => onChange(id as Id)}>
      <Label className="ui-label">{label}</Label>
      <div className="ui-radio-options">
        {options.map((option) => (
          <Radio key={option.id} className="ui-radio" value={option.id}>
            <span className="ui-radio-dot" />
            {option.description === undefined ? (
              option.label
            ) : (
              <span className="ui-radio-text">
                {option.label}
                <span className="ui-description">{option.description}</span>
              </span>
            )}
          </Radio>
        ))}
      </div>
    </AriaRadioGroup>
  );
}
