import { Label } from 'react-aria-components/Label';
import { Meter as AriaMeter } from 'react-aria-components/Meter';
import { classes } from './classes.ts';
import './progress.css';

export interface MeterProps {
  readonly label: string;
  readonly value: number;
  readonly max: number;
  readonly valueText: string;
}

/** How full something is; turns to a warning from 80 and to danger from 95 per cent. */
export function Meter({ label, value, max, valueText }: MeterProps) {
  const share = max > 0 ? value / max : 0;
  const tone = share >= 0.95 ? 'danger' : share >= 0.8 ? 'warning' : 'action';
  return (
    <AriaMeter className="ui-progress" value={Math.min(value, max)} maxValue={max} valueLabel={valueText}>
      {({ percentage }) => (
        <>
          <Label className="ui-progress-label">{label}</Label>
          <span className="ui-progress-value">{valueText}</span>
          <span className={classes('ui-bar', `ui-bar-${tone}`)}>
            <span style={{ width: `${percentage}%` }} />
          </span>
        </>
      )}
    </AriaMeter>
  );
}
