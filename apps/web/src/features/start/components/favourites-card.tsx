import { Trans } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { startFavouritesQuery } from '../api/start-files.ts';
import { CardHead } from './card-head.tsx';
import { FileLine } from './file-line.tsx';
import { LineSkeletons } from './line-skeletons.tsx';

/** What one marked with a star. */
export function FavouritesCard() {
  const { data, isPending } = useQuery(startFavouritesQuery);
  return (
    <section className="card start-card" aria-labelledby="favourites-heading">
      <CardHead id="favourites-heading" to="/files/favourites" title={<Trans>Favoriten</Trans>} />
      {isPending && <LineSkeletons count={3} />}
      {data?.length === 0 && (
        <p className="muted">
          <Trans>Markieren Sie Dateien und Ordner mit einem Stern: Dann stehen sie hier.</Trans>
        </p>
      )}
      <ul className="file-lines">
        {data?.map((file) => (
          <FileLine key={file.node.id} file={file} />
        ))}
      </ul>
    </section>
  );
}
