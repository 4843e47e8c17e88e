import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { Link2 } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../../ui/button.tsx';
import { ErrorBanner } from '../../../ui/error-banner.tsx';
import { Loading } from '../../../ui/loading.tsx';
import type { Reached } from '../../contacts/api/use-reachable.ts';
import { linksQuery, type PublicLink } from '../api/links.ts';
import { LinkDialog } from './link-dialog.tsx';
import { LinkRow } from './link-row.tsx';
import { linkErrors } from './link-words.ts';

interface LinkSectionProps {
  readonly node: { readonly id: number; readonly name: string; readonly kind: 'file' | 'folder' };
  /** Who was chosen above and has no account; null: nobody. */
  readonly people: readonly Reached[] | null;
  readonly onPeopleDone: () => void;
}

/** Public links to a node: for people without an account. */
export function LinkSection({ node, people, onPeopleDone }: LinkSectionProps) {
  const { t } = useLingui();
  const { data, error } = useQuery(linksQuery(node.id));
  const [editing, setEditing] = useState<PublicLink | 'new' | null>(null);
  return (
    <section className="share-part" aria-labelledby="share-links">
      <h3 id="share-links">
        <Trans>Links für Menschen ohne Konto</Trans>
      </h3>
      {error !== null ? (
        <ErrorBanner error={error} own={linkErrors} />
      ) : data === undefined ? (
        <Loading />
      ) : (
        <>
          {data.items.length > 0 && (
            <ul className="share-list" aria-labelledby="share-links">
              {data.items.map((link) => (
                <LinkRow key={link.id} link={link} onEdit={() => setEditing(link)} />
              ))}
            </ul>
          )}
          {data.rules.allowed ? (
            <div>
              <Button icon={Link2} onPress={() => setEditing('new')}>
                {t`Öffentlichen Link anlegen`}
              </Button>
            </div>
          ) : (
            <p className="muted">
              <Trans>Die Regeln der Organisation erlauben keine öffentlichen Links.</Trans>
            </p>
          )}
          {people !== null && data.rules.allowed && (
            <LinkDialog node={node} rules={data.rules} link={null} people={people} onClose={onPeopleDone} />
          )}
          {editing !== null && (
            <LinkDialog
              node={node}
              rules={data.rules}
              link={editing === 'new' ? null : editing}
              onClose={() => setEditing(null)}
            />
          )}
        </>
      )}
    </section>
  );
}
