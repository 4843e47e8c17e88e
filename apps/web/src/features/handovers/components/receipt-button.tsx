import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { FileCheck } from 'lucide-react';
import { apiUrl } from '../../../api/api.ts';
import { Banner } from '../../../ui/banner.tsx';
import { buttonClass } from '../../../ui/button-class.ts';
import { Progress } from '../../../ui/progress.tsx';
import { receiptQuery } from '../api/handovers.ts';

interface ReceiptButtonProps {
  readonly handoverId: number;
  /** Checksums are all there. */
  readonly isReady: boolean;
}

/** The signed PDF, in the language of the page; until there is one, why not yet. */
export function ReceiptButton({ handoverId, isReady }: ReceiptButtonProps) {
  const { t, i18n } = useLingui();
  const language = i18n.locale === 'en' ? 'en' : 'de';
  const { data } = useQuery({ ...receiptQuery(handoverId, language), enabled: isReady });
  if (!isReady) {
    return <Banner title={t`Die Prüfsummen großer Dateien werden noch berechnet. Den Beleg gibt es gleich.`} isQuiet />;
  }
  if (data?.isReady === false) {
    return <Progress label={t`Der Beleg über so viele Dateien wird vorbereitet`} value={data.done} max={data.total} />;
  }
  return (
    <a
      href={apiUrl(`/handovers/${handoverId}/receipt`, { language })}
      download
      className={buttonClass({ variant: 'primary' })}
    >
      <FileCheck aria-hidden className="ui-button-icon" />
      <Trans>Beleg als PDF</Trans>
    </a>
  );
}
