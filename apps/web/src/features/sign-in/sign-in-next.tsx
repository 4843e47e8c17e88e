import { Trans, useLingui } from '@lingui/react/macro';
import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { keepChosen } from '../../session/chosen-before.ts';
import { EnrolForm } from '../../session/enrol-form.tsx';
import { sessionQuery } from '../../session/session.ts';
import type { SignInAnswer, SignInStep } from '../../session/sign-in-step.ts';
import { Button } from '../../ui/button.tsx';
import { SecondFactorForm } from './second-factor-form.tsx';
import { SignInFrame } from './sign-in-frame.tsx';

/** How a sign-in goes on after an answer: into the product, or one step more. */
export function useSignInNext(
  to: string | undefined,
  begin: () => SignInStep | null = () => null,
): {
  readonly step: SignInStep | null;
  readonly proceed: (answer: SignInAnswer) => Promise<void>;
  readonly restart: () => void;
} {
  const client = useQueryClient();
  const router = useRouter();
  const [step, setStep] = useState(begin);
  return {
    step,
    restart: () => setStep(null),
    async proceed({ person, step: next }) {
      setStep(next ?? null);
      if (person === undefined || person === null) return;
      client.clear();
      client.setQueryData(sessionQuery.queryKey, await keepChosen(person));
      router.history.push(to ?? '/');
    },
  };
}

interface Props {
  readonly step: SignInStep;
  readonly onAnswer: (answer: SignInAnswer) => Promise<void>;
  readonly onRestart?: () => void;
  /** Why something has to be set up, where it is not because the organisation asks for it. */
  readonly reason?: ReactNode;
}

/** What is still to be shown, or to be made. */
export function SignInNext({ step, onAnswer, onRestart, reason }: Props) {
  const { t } = useLingui();
  return (
    <SignInFrame>
      <h1>{step.kind === 'enrol' ? t`Anmeldung absichern` : t`Noch ein Schritt`}</h1>
      {step.kind === 'enrol' ? (
        <EnrolForm key={step.token} token={step.token} methods={step.methods} reason={reason} onAnswer={onAnswer} />
      ) : (
        <SecondFactorForm key={step.token} step={step} onAnswer={onAnswer} />
      )}
      {onRestart && (
        <Button variant="quiet" wide onPress={onRestart}>
          <Trans>Von vorn beginnen</Trans>
        </Button>
      )}
    </SignInFrame>
  );
}
