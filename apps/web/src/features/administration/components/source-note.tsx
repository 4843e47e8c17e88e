import { Trans } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import { Banner } from '../../../ui/banner.tsx';
import type { PersonSource } from '../api/people.ts';

/** What is kept elsewhere is changed there. */
export function SourceNote({ source }: { readonly source: PersonSource }) {
  const { id, name, administered } = source;
  return (
    <Banner isQuiet title={<Trans>Kommt aus der Quelle „{name}“</Trans>}>
      <Trans>
        Was die Quelle angibt, ändern Sie dort: Hier ist es gesperrt, und der nächste Abgleich bringt es mit.
      </Trans>{' '}
      {administered && (
        <Link to="/administration/sources/$sourceId" params={{ sourceId: String(id) }}>
          <Trans>Zur Quelle</Trans>
        </Link>
      )}
    </Banner>
  );
}
