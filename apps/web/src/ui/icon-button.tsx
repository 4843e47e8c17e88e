import type { LucideIcon } from 'lucide-react';
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components/Button';
import { classes } from './classes.ts';
import { Tooltip } from './tooltip.tsx';
import './button.css';

export interface IconButtonProps extends Omit<
  AriaButtonProps,
  'className' | 'style' | 'children' | 'aria-label' | 'render'
> {
  readonly icon: LucideIcon;
  /** What it does: read aloud and shown as tooltip. */
  readonly label: string;
  readonly size?: 'medium' | 'small' | undefined;
  /** Turn off where the label stands beside it anyway. */
  readonly tooltip?: boolean | undefined;
  /** Makes it a toggle. */
  readonly isOn?: boolean | undefined;
}

/** A button with an icon only. */
export function IconButton({ icon: Icon, label, size = 'medium', tooltip = true, isOn, ...props }: IconButtonProps) {
  const button = (
    <AriaButton
      {...props}
      aria-label={label}
      {...(isOn === undefined ? {} : { 'aria-pressed': isOn })}
      className={classes('ui-icon-button', size === 'small' && 'ui-icon-button-small')}
    >
      <Icon aria-hidden />
    </AriaButton>
  );
  return tooltip ? <Tooltip label={label}>{button}</Tooltip> : button;
}
