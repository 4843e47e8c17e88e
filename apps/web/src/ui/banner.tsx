import { CircleAlert, CircleCheck, Info, TriangleAlert, type LucideIcon } from 'lucide-react';
import type { ReactNode, Ref } from 'react';
import { classes } from './classes.ts';
import './banner.css';

export type Tone = 'info' | 'success' | 'warning' | 'danger';

export const toneIcons: Record<Tone, LucideIcon> = {
  info: Info,
  success: CircleCheck,
  warning: TriangleAlert,
  danger: CircleAlert,
};

export interface BannerProps {
  readonly tone?: Tone;
  readonly title?: ReactNode;
  readonly children?: ReactNode;
  /** A button or link at the end. */
  readonly action?: ReactNode;
  /** Part of the page from the beginning: not announced. */
  readonly isQuiet?: boolean;
  readonly ref?: Ref<HTMLDivElement>;
}

/** A message that stays in the page. Danger and warning are announced at once. */
export function Banner({ tone = 'info', title, children, action, isQuiet = false, ref }: BannerProps) {
  const Icon = toneIcons[tone];
  const role = tone === 'danger' || tone === 'warning' ? 'alert' : 'status';
  return (
    <div ref={ref} className={classes('ui-banner', `ui-tone-${tone}`)} role={isQuiet ? undefined : role}>
      <Icon aria-hidden className="ui-banner-icon" />
      <div className="ui-banner-text">
        {title !== undefined && <strong>{title}</strong>}
        {children !== undefined && <div>{children}</div>}
      </div>
      {action}
    </div>
  );
}
