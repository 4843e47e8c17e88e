import { useLingui } from '@lingui/react/macro';
import { Search, X } from 'lucide-react';
import { Input } from 'react-aria-components/Input';
import { Label } from 'react-aria-components/Label';
import { SearchField as AriaSearchField } from 'react-aria-components/SearchField';
import { IconButton } from './icon-button.tsx';
import './field.css';

export interface SearchFieldProps {
  readonly label: string;
  readonly placeholder?: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly onSubmit?: (value: string) => void;
  readonly autoFocus?: boolean;
}

/** An input that narrows what is below; Escape empties it. */
export function SearchField({ label, placeholder, value, onChange, onSubmit, autoFocus = false }: SearchFieldProps) {
  const { t } = useLingui();
  return (
    <AriaSearchField
      className="ui-field"
      value={value}
      onChange={onChange}
      autoFocus={autoFocus}
      {...(onSubmit ? { onSubmit } : {})}
    >
      <Label className="visually-hidden">{label}</Label>
      <div className="ui-input-group">
        <Search aria-hidden className="ui-input-icon" />
        <Input className="ui-input" placeholder={placeholder ?? label} />
        {value !== '' && <IconButton icon={X} label={t`Eingabe leeren`} tooltip={false} size="small" />}
      </div>
    </AriaSearchField>
  );
}
