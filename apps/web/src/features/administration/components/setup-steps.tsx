import { Trans, useLingui } from '@lingui/react/macro';
import { Link, type LinkProps } from '@tanstack/react-router';
import { Circle, CircleCheck } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../../ui/button.tsx';

export interface SetupStep {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  readonly isDone: boolean;
  readonly link: Pick<LinkProps, 'to' | 'params' | 'search'>;
}

interface SetupStepsProps {
  /** Under what it is kept that somebody left them for later. */
  readonly storageKey: string;
  readonly title: string;
  readonly steps: readonly SetupStep[];
}

/** Steps of which each is done when it is, wherever that happened. Left for later, they stay a line; done, they are gone. */
export function SetupSteps({ storageKey, title, steps }: SetupStepsProps) {
  const { t } = useLingui();
  const [isLeft, setLeft] = useState(() => localStorage.getItem(storageKey) === 'yes');
  const open = steps.filter(({ isDone }) => !isDone).length;
  if (open === 0) return null;

  function leave(left: boolean) {
    localStorage.setItem(storageKey, left ? 'yes' : 'no');
    setLeft(left);
  }

  const done = steps.length - open;
  if (isLeft) {
    return (
      <p className="first-steps-left">
        <Trans>
          Einrichtung: {done} von {steps.length} Schritten erledigt.
        </Trans>
        <Button size="small" variant="quiet" onPress={() => leave(false)}>
          <Trans>Weiter einrichten</Trans>
        </Button>
      </p>
    );
  }
  return (
    <section className="card first-steps" aria-labelledby="first-steps">
      <header className="row row-spread">
        <div>
          <h2 id="first-steps">{title}</h2>
          <p className="muted">
            <Trans>
              {done} von {steps.length} Schritten erledigt. Sie können jederzeit aufhören und hier weitermachen.
            </Trans>
          </p>
        </div>
        <Button size="small" variant="quiet" onPress={() => leave(true)}>
          <Trans>Später</Trans>
        </Button>
      </header>
      <ol>
        {steps.map(({ id, title: step, text, isDone, link }) => (
          <li key={id} data-done={isDone}>
            {isDone ? <CircleCheck aria-hidden /> : <Circle aria-hidden />}
            <div>
              {isDone ? <span>{step}</span> : <Link {...link}>{step}</Link>}
              <span className="visually-hidden">{isDone ? t`: erledigt` : t`: offen`}</span>
              {!isDone && <p className="muted">{text}</p>}
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}
