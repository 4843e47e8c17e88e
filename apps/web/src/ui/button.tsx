import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components/Button';
import { buttonClass, type ButtonLook } from './button-class.ts';
import { Spinner } from './spinner.tsx';

export interface ButtonProps extends Omit<AriaButtonProps, 'className' | 'style' | 'children' | 'render'>, ButtonLook {
  readonly icon?: LucideIcon | undefined;
  /** Shown after the text, for instance a chevron. */
  readonly iconAfter?: LucideIcon | undefined;
  readonly children: ReactNode;
}

/** A button with text. `isPending` keeps the focus, shows a spinner and ignores presses. */
export function Button({ variant, size, wide, icon: Icon, iconAfter: After, children, ...props }: ButtonProps) {
  return (
    <AriaButton {...props} className={buttonClass({ variant, size, wide })}>
      {props.isPending ? <Spinner /> : Icon && <Icon aria-hidden className="ui-button-icon" />}
      <span className="ui-button-text">{children}</span>
      {After && <After aria-hidden className="ui-button-icon" />}
    </AriaButton>
  );
}
