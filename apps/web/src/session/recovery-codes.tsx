import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { Button } from '../ui/button.tsx';
import { CopyField } from '../ui/copy-field.tsx';

/** Shown this once: for the day on which the telephone is gone. */
export function RecoveryCodes({
  codes,
  onKept,
}: {
  readonly codes: readonly string[];
  readonly onKept: () => Promise<void>;
}) {
  const { t } = useLingui();
  const [pending, setPending] = useState(false);
  return (
    <div className="stack">
      <h2>
        <Trans>Ihre Wiederherstellungscodes</Trans>
      </h2>
      <p>
        <Trans>
          Bewahren Sie sie an einem sicheren Ort auf. Jeder gilt einmal, wenn Sie Ihren zweiten Faktor nicht zur Hand
          haben. Sie werden nur jetzt gezeigt.
        </Trans>
      </p>
      <CopyField label={t`Codes`} value={codes.join('\n')} />
      <Button
        variant="primary"
        wide
        isPending={pending}
        onPress={() => {
          setPending(true);
          void onKept();
        }}
      >
        <Trans>Ich habe sie aufbewahrt</Trans>
      </Button>
    </div>
  );
}
