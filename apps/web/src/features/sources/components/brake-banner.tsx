import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { formatNumber } from '../../../i18n/format.ts';
import { Banner } from '../../../ui/banner.tsx';
import { Button } from '../../../ui/button.tsx';
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx';
import { useDecide, type Run } from '../api/sources.ts';
import { SourceError } from './source-error.tsx';

/** Too many would leave: somebody has to look and decide. */
export function BrakeBanner({ sourceId, run }: { readonly sourceId: number; readonly run: Run }) {
  const { t } = useLingui();
  const decide = useDecide(sourceId, run);
  const [asking, setAsking] = useState(false);
  const { leaving = 0, present = 0, groups = 0, empty = false } = run.brake ?? {};
  const count = formatNumber(leaving);
  const all = formatNumber(present);
  return (
    <>
      <Banner
        tone="warning"
        title={
          empty ? (
            <Trans>Die Quelle ist leer. Niemand ist ausgeschieden, bis Sie es bestätigen.</Trans>
          ) : (
            <Trans>
              {count} von {all} Personen würden ausscheiden. Das ist mehr als üblich und wartet auf Sie.
            </Trans>
          )
        }
        action={
          <span className="row source-decision">
            <Button isDisabled={decide.isPending} onPress={() => decide.mutate('discard')}>
              <Trans>Verwerfen</Trans>
            </Button>
            <Button variant="danger" isDisabled={decide.isPending} onPress={() => setAsking(true)}>
              <Trans>Ausscheiden lassen …</Trans>
            </Button>
          </span>
        }
      >
        <Trans>Alles andere aus diesem Lauf ist schon übernommen.</Trans>{' '}
        {groups > 0 && <Plural value={groups} one="# Gruppe würde entfallen." other="# Gruppen würden entfallen." />}
      </Banner>
      <SourceError error={asking ? null : decide.error} />
      <ConfirmDialog
        title={<Plural value={leaving} one="# Person ausscheiden lassen?" other="# Personen ausscheiden lassen?" />}
        confirmLabel={t`Ausscheiden lassen`}
        isDangerous
        isOpen={asking}
        onOpenChange={setAsking}
        onConfirm={() => decide.mutateAsync('confirm')}
      >
        <Trans>
          Ihre Sitzungen und Zugänge enden sofort, ihre Mitgliedschaften und Rollen auch. Was ihnen gehört, bleibt
          erhalten. Stehen sie wieder in der Quelle, kommen sie zurück.
        </Trans>
      </ConfirmDialog>
    </>
  );
}
