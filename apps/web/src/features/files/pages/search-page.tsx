import { Trans, useLingui } from '@lingui/react/macro';
import { useNavigate, useSearch as useSearchParams } from '@tanstack/react-router';
import { Search, SearchX } from 'lucide-react';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { Select } from '../../../ui/select.tsx';
import { searchLimit, useSearch } from '../api/use-located.ts';
import { useWholeList } from '../api/use-whole-list.ts';
import { FoundBeside } from '../../../shell/found-beside.tsx';
import { NodeBrowser } from '../components/node-browser.tsx';

type Kind = 'all' | 'file' | 'folder';

export function SearchPage() {
  const { t } = useLingui();
  const navigate = useNavigate();
  const { q, kind: wanted } = useSearchParams({ from: '/signed-in/shell/search' });
  const kind: Kind = wanted === 'file' || wanted === 'folder' ? wanted : 'all';
  const text = q.trim();
  const query = useSearch({ text, kind: kind === 'all' ? undefined : kind, within: null });
  const source = useWholeList(text === '' ? { data: [], error: null, refetch: query.refetch } : query);
  const isCut = (source.total ?? 0) >= searchLimit;
  return (
    <NodeBrowser
      identity={`search ${text} ${kind}`}
      title={text === '' ? t`Suche` : t`Suche nach „${text}“`}
      source={source}
      folder={null}
      head={<FoundBeside text={text} />}
      tools={
        <>
          <Select<Kind>
            label={t`Art`}
            hideLabel
            size="small"
            value={kind}
            options={[
              { id: 'all', label: t`Alles` },
              { id: 'file', label: t`Nur Dateien` },
              { id: 'folder', label: t`Nur Ordner` },
            ]}
            onChange={(next) =>
              void navigate({ to: '/search', search: { q, ...(next === 'all' ? {} : { kind: next }) }, replace: true })
            }
          />
          {isCut && <span className="muted">{t`Die ersten ${searchLimit} Treffer`}</span>}
        </>
      }
      empty={
        text === '' ? (
          <EmptyState icon={Search} title={<Trans>Wonach suchen Sie?</Trans>}>
            <Trans>
              Geben Sie oben einen Teil des Namens ein. Gefunden werden Dateien und Ordner aus allen Bereichen, Termine
              und Kontakte.
            </Trans>
          </EmptyState>
        ) : (
          <EmptyState icon={SearchX} title={<Trans>Keine Datei gefunden</Trans>}>
            <Trans>Versuchen Sie es mit einem kürzeren Teil des Namens. Gesucht wird in Namen, nicht im Inhalt.</Trans>
          </EmptyState>
        )
      }
    />
  );
}
