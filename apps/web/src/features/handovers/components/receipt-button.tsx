import { Trans, useLingui } from '@lingui/react/macro';
import { FileCheck } from 'lucide-react';
import { apiUrl } from '../../../api/api.ts';
import { Banner } from '../../../ui/banner.tsx';
import { buttonClass } from '../../../ui/button-class.ts';

interface ReceiptButtonProps {
  /** Below /api/v1. */
  readonly path: string;
  /** Checksums are all there. */
  readonly isReady: boolean;
}

/** The signed PDF, in the language of the page; while checksums are being made, why there is none yet. */
export function ReceiptButton({ path, isReady }: ReceiptButtonProps) {
  const { t, i18n } = useLingui();
  if (!isReady) {
    return <Banner title={t`Die Prüfsummen großer Dateien werden noch berechnet. Den Beleg gibt es gleich.`} isQuiet />;
  }
  return (
    <a
      href={apiUrl(path, { language: i18n.locale === 'en' ? 'en' : 'de' })}
      download
      className={buttonClass({ variant: 'primary' })}
    >
      <FileCheck aria-hidden />
      <Trans>Beleg als PDF</Trans>
    </a>
  );
}
