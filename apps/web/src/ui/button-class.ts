import { classes } from './classes.ts';
import './button.css';

export interface ButtonLook {
  readonly variant?: 'primary' | 'secondary' | 'quiet' | 'danger' | undefined;
  readonly size?: 'medium' | 'small' | undefined;
  readonly wide?: boolean | undefined;
}

/** The look of a button for links that lead somewhere: `<Link className={buttonClass({ variant: 'primary' })}>`. */
export function buttonClass({ variant = 'secondary', size = 'medium', wide = false }: ButtonLook = {}): string {
  return classes('ui-button', `ui-button-${variant}`, size === 'small' && 'ui-button-small', wide && 'ui-button-wide');
}
