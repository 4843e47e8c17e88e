import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { ChevronLeft, ChevronRight } from 'lucide-react';
import { formatNumber } from '../../../i18n/format.ts';
import { IconButton } from '../../../ui/icon-button.tsx';

interface PagerProps {
  readonly offset: number;
  readonly size: number;
  readonly total: number;
  readonly onChange: (offset: number) => void;
}

/** "1–50 of 24,750" and the way to the next ones. */
export function Pager({ offset, size, total, onChange }: PagerProps) {
  const { t } = useLingui();
  if (total === 0) return null;
  const from = formatNumber(offset + 1);
  const to = formatNumber(Math.min(offset + size, total));
  const all = formatNumber(total);
  return (
    <nav className="pager" aria-label={t`Seiten`}>
      <span aria-live="polite">
        {total <= size ? (
          <Plural value={total} one="# Eintrag" other="# Einträge" />
        ) : (
          <Trans>
            {from}–{to} von {all}
          </Trans>
        )}
      </span>
      {total > size && (
        <span className="row">
          <IconButton
            icon={ChevronLeft}
            label={t`Vorige Seite`}
            isDisabled={offset === 0}
            onPress={() => onChange(Math.max(0, offset - size))}
          />
          <IconButton
            icon={ChevronRight}
            label={t`Nächste Seite`}
            isDisabled={offset + size >= total}
            onPress={() => onChange(offset + size)}
          />
        </span>
      )}
    </nav>
  );
}
