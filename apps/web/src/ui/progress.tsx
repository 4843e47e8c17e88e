import { Label } from 'react-aria-components/Label';
import { ProgressBar } from 'react-aria-components/ProgressBar';
import { classes } from './classes.ts';
import './progress.css';

export interface ProgressProps {
  readonly label: string;
  readonly hideLabel?: boolean;
  /** Undefined: not known. */
  readonly value?: number | undefined;
  readonly max?: number;
  /** Shown at the end of the line and read aloud. Default: per cent. */
  readonly valueText?: string;
  readonly tone?: 'action' | 'success' | 'warning' | 'danger';
}

/** A bar for work under way. */
export function Progress({ label, hideLabel, value, max = 100, valueText, tone = 'action' }: ProgressProps) {
  return (
    <ProgressBar
      className="ui-progress"
      maxValue={max}
      {...(value === undefined ? { isIndeterminate: true } : { value })}
      {...(valueText === undefined ? {} : { valueLabel: valueText })}
    >
      {({ percentage, valueText: shown }) => (
        <>
          <Label className={hideLabel ? 'visually-hidden' : 'ui-progress-label'}>{label}</Label>
          {!hideLabel && <span className="ui-progress-value">{shown}</span>}
          <span className={classes('ui-bar', `ui-bar-${tone}`, value === undefined && 'ui-bar-unknown')}>
            <span style={{ width: `${percentage ?? 40}%` }} />
          </span>
        </>
      )}
    </ProgressBar>
  );
}
