import { Check, Minus } from 'lucide-react';
import type { ReactNode } from 'react';
import { Checkbox as AriaCheckbox, type CheckboxProps as AriaCheckboxProps } from 'react-aria-components/Checkbox';
import './toggles.css';

export interface CheckboxProps extends Omit<AriaCheckboxProps, 'className' | 'style' | 'children' | 'render'> {
  /** Without children give an aria-label. */
  readonly children?: ReactNode;
}

/** A tick, also half ticked (`isIndeterminate`). */
export function Checkbox({ children, ...props }: CheckboxProps) {
  const Icon = props.isIndeterminate ? Minus : Check;
  return (
    <AriaCheckbox {...props} className="ui-checkbox">
      <span className="ui-checkbox-box">
        <Icon aria-hidden />
      </span>
      {children !== undefined && <span>{children}</span>}
    </AriaCheckbox>
  );
}
