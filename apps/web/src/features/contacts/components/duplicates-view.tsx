import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { CircleCheck, Merge } from 'lucide-react';
import { useState } from 'react';
import { Avatar } from '../../../ui/avatar.tsx';
import { Button } from '../../../ui/button.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { ErrorBanner } from '../../../ui/error-banner.tsx';
import { Loading } from '../../../ui/loading.tsx';
import { Select } from '../../../ui/select.tsx';
import { duplicatesQuery } from '../api/contacts.ts';
import type { Book, Duplicate } from '../api/contact-types.ts';
import { contactErrors } from './contact-words.ts';
import { MergeDialog } from './merge-dialog.tsx';

interface DuplicatesViewProps {
  /** Into which one may write. */
  readonly books: readonly Book[];
}

/** Who probably stands there twice; nothing is merged without a look at what becomes of it. */
export function DuplicatesView({ books }: DuplicatesViewProps) {
  const { t } = useLingui();
  const [book, setBook] = useState(books[0]?.uri ?? '');
  const { data, error, refetch } = useQuery({ ...duplicatesQuery(book), enabled: book !== '' });
  const [merging, setMerging] = useState<Duplicate | null>(null);
  const why = {
    mail: t`dieselbe Mail-Adresse`,
    phone: t`dieselbe Telefonnummer`,
    name: t`derselbe Name`,
  };
  return (
    <section className="contacts-wide" aria-label={t`Doppelte Kontakte`}>
      {books.length > 1 && (
        <div className="contacts-wide-select">
          <Select
            label={t`Adressbuch`}
            options={books.map(({ uri, name }) => ({ id: uri, label: name }))}
            value={book}
            onChange={setBook}
          />
        </div>
      )}
      {error && <ErrorBanner error={error} own={contactErrors} onRetry={() => void refetch()} />}
      {data === undefined && !error && <Loading />}
      {data?.length === 0 && (
        <EmptyState icon={CircleCheck} title={t`Keine doppelten Kontakte`}>
          <Trans>
            Niemand in diesem Adressbuch hat dieselbe Adresse, Nummer oder denselben Namen wie jemand anderes.
          </Trans>
        </EmptyState>
      )}
      <ul className="contacts-cards">
        {data?.map((group) => (
          <li key={group.contacts[0]?.id} className="card">
            <p className="muted">{t`Übereinstimmung: ${group.reasons.map((reason) => why[reason]).join(', ')}`}</p>
            <ul className="contacts-alike">
              {group.contacts.map(({ id, name, organisation, mail, phone }) => (
                <li key={id}>
                  <Avatar name={name} />
                  <span className="contacts-row-text">
                    <span className="contacts-row-name truncate">{name}</span>
                    <span className="muted truncate">{[organisation, mail, phone].filter(Boolean).join(' · ')}</span>
                  </span>
                </li>
              ))}
            </ul>
            <Button
              icon={Merge}
              size="small"
              onPress={() => setMerging(group)}
              aria-label={t`Zusammenführen: ${group.contacts[0]?.name ?? ''}`}
            >
              <Trans>Zusammenführen</Trans>
            </Button>
          </li>
        ))}
      </ul>
      {merging !== null && <MergeDialog book={book} group={merging} onClose={() => setMerging(null)} />}
    </section>
  );
}
