import { ChevronDown } from 'lucide-react';
import { Button } from 'react-aria-components/Button';
import { ComboBox as AriaComboBox } from 'react-aria-components/ComboBox';
import { Input } from 'react-aria-components/Input';
import { Label } from 'react-aria-components/Label';
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox';
import { Popover } from 'react-aria-components/Popover';
import './button.css';
import './field.css';
import './menu.css';

export interface ComboBoxOption {
  readonly id: string;
  readonly label: string;
  readonly description?: string;
}

export interface ComboBoxProps {
  readonly label: string;
  readonly placeholder?: string;
  /** Already narrowed to the input. */
  readonly options: readonly ComboBoxOption[];
  readonly input: string;
  readonly onInput: (text: string) => void;
  readonly onChoose: (id: string) => void;
  readonly emptyText: string;
  readonly autoFocus?: boolean;
}

/** Finds one of many by typing; the caller searches. */
export function ComboBox({
  label,
  placeholder,
  options,
  input,
  onInput,
  onChoose,
  emptyText,
  autoFocus = false,
}: ComboBoxProps) {
  return (
    <AriaComboBox
      className="ui-field"
      items={options}
      inputValue={input}
      onInputChange={onInput}
      value={null}
      onChange={(key) => typeof key === 'string' && onChoose(key)}
      allowsEmptyCollection
      autoFocus={autoFocus}
    >
      <Label className="ui-label">{label}</Label>
      <div className="ui-input-group">
        <Input className="ui-input" placeholder={placeholder ?? ''} />
        <Button className="ui-icon-button">
          <ChevronDown aria-hidden />
        </Button>
      </div>
      <Popover className="ui-popover ui-popover-fit" offset={6}>
        <ListBox<ComboBoxOption>
          className="ui-menu"
          renderEmptyState={() => <p className="ui-menu-header muted">{emptyText}</p>}
        >
          {(option) => (
            <ListBoxItem className="ui-menu-item" id={option.id} textValue={option.label}>
              <span className="ui-menu-label">
                {option.label}
                {option.description !== undefined && <small>{option.description}</small>}
              </span>
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </AriaComboBox>
  );
}
