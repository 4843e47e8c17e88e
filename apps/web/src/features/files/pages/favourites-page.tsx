import { Trans, useLingui } from '@lingui/react/macro';
import { Star } from 'lucide-react';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { useFavourites } from '../api/use-located.ts';
import { useWholeList } from '../api/use-whole-list.ts';
import { NodeBrowser } from '../components/node-browser.tsx';

export function FavouritesPage() {
  const { t } = useLingui();
  const source = useWholeList(useFavourites());
  return (
    <NodeBrowser
      identity="favourites"
      title={t`Favoriten`}
      source={source}
      folder={null}
      empty={
        <EmptyState icon={Star} title={<Trans>Noch keine Favoriten</Trans>}>
          <Trans>Mit dem Stern neben einer Datei oder einem Ordner haben Sie sie hier immer zur Hand.</Trans>
        </EmptyState>
      }
    />
  );
}
