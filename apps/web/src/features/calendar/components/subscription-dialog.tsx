import { Trans, useLingui } from '@lingui/react/macro';
import { useState, type SubmitEvent } from 'react';
import { ApiError } from '../../../api/api-error.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { ErrorBanner } from '../../../ui/error-banner.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { useSubscribe } from '../api/subscriptions.ts';
import { calendarColours } from '../domain/colours.ts';
import { ColourChoice } from './colour-choice.tsx';
import { problemWords, usualProblem } from './subscription-words.ts';

/** A calendar of others, by its address. */
export function SubscriptionDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useLingui();
  const [url, setUrl] = useState('');
  const [name, setName] = useState('');
  const [colour, setColour] = useState<string>(calendarColours[2]);
  const subscribe = useSubscribe();
  const problem = subscribe.error === null ? null : problemOf(subscribe.error);

  function submit(event: SubmitEvent) {
    event.preventDefault();
    if (url.trim() === '') return;
    const named = name.trim() === '' ? {} : { name: name.trim() };
    subscribe.mutate({ url: url.trim(), colour, ...named }, { onSuccess: onClose });
  }

  return (
    <Dialog size="small" title={t`Kalender abonnieren`} isOpen onOpenChange={onClose}>
      <form onSubmit={submit} noValidate>
        <TextField
          autoFocus
          label={t`Adresse`}
          description={t`Sie beginnt mit https:// oder webcal:// und endet oft auf .ics.`}
          value={url}
          onChange={(next) => {
            subscribe.reset();
            setUrl(next);
          }}
          maxLength={2000}
          isRequired
          {...(problem === null ? {} : { errorMessage: t(problemWords[problem] ?? usualProblem) })}
        />
        <TextField
          label={t`Name`}
          description={t`Ohne Namen heißt er, wie er sich selbst nennt.`}
          value={name}
          onChange={setName}
          maxLength={200}
        />
        <ColourChoice value={colour} onChange={setColour} />
        {subscribe.error !== null && problem === null && <ErrorBanner error={subscribe.error} />}
        <div className="row dialog-buttons">
          <Button variant="quiet" onPress={onClose}>
            <Trans>Abbrechen</Trans>
          </Button>
          <Button variant="primary" type="submit" isPending={subscribe.isPending}>
            <Trans>Abonnieren</Trans>
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

/** Null: something else went wrong. */
function problemOf(error: Error): string | null {
  if (!(error instanceof ApiError) || error.code !== 'calendar.subscription_failed') return null;
  return String(error.details['problem']);
}
