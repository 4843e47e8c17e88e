import { Check, ChevronDown } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from 'react-aria-components/Button';
import { Label } from 'react-aria-components/Label';
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox';
import { Popover } from 'react-aria-components/Popover';
import { Select as AriaSelect, SelectValue } from 'react-aria-components/Select';
import { Text } from 'react-aria-components/Text';
import { classes } from './classes.ts';
import './field.css';
import './menu.css';

export interface SelectOption<Id extends string> {
  readonly id: Id;
  readonly label: string;
  readonly description?: string;
}

export interface SelectProps<Id extends string> {
  readonly label: string;
  readonly hideLabel?: boolean;
  readonly description?: ReactNode;
  readonly options: readonly SelectOption<Id>[];
  readonly value: Id;
  readonly onChange: (value: Id) => void;
  readonly isDisabled?: boolean;
  readonly size?: 'medium' | 'small';
}

/** One of a few. */
export function Select<Id extends string>(props: SelectProps<Id>) {
  const { label, hideLabel = false, description, options, value, onChange, isDisabled = false, size } = props;
  return (
    <AriaSelect className="ui-field" value={value} onChange={(key) => onChange(key as Id)} isDisabled={isDisabled}>
      <Label className={hideLabel ? 'visually-hidden' : 'ui-label'}>{label}</Label>
      <Button className={classes('ui-input', 'ui-select-button', size === 'small' && 'ui-select-small')}>
        <SelectValue className="truncate">{({ selectedText }) => selectedText}</SelectValue>
        <ChevronDown aria-hidden />
      </Button>
      {description !== undefined && (
        <Text slot="description" className="ui-description">
          {description}
        </Text>
      )}
      <Popover className="ui-popover ui-popover-fit" offset={6}>
        <ListBox className="ui-menu" items={options}>
          {(option) => (
            <ListBoxItem className="ui-menu-item" id={option.id} textValue={option.label}>
              <span className="ui-menu-label">
                {option.label}
                {option.description !== undefined && <small>{option.description}</small>}
              </span>
              <Check aria-hidden className="ui-menu-check" />
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </AriaSelect>
  );
}
