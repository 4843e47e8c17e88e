import { ChevronDown } from 'lucide-react';
import type { KeyboardEvent } from 'react';
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
  /** Told what was typed when somebody goes on without choosing. */
  readonly onLeave?: (text: string) => void;
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
  onLeave,
}: ComboBoxProps) {
  // Enter after a name takes the first that is meant; what an earlier letter found may still stand there and is not.
  const chooseFirst = (event: KeyboardEvent<HTMLInputElement>) => {
    const typed = input.trim().toLocaleLowerCase();
    if (event.key !== 'Enter' || typed === '' || event.currentTarget.hasAttribute('aria-activedescendant')) return;
    const first = options.find(({ label }) => label.toLocaleLowerCase().includes(typed));
    if (first === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    onChoose(first.id);
  };
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
      {...(onLeave === undefined ? {} : { onBlur: () => onLeave(input) })}
    >
      <Label className="ui-label">{label}</Label>
      <div className="ui-input-group">
        <Input className="ui-input" placeholder={placeholder ?? ''} onKeyDownCapture={chooseFirst} />
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
