import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { X } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { ErrorBanner } from '../../../ui/error-banner.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { Select } from '../../../ui/select.tsx';
import type { Recipient } from '../../sharing/api/share-types.ts';
import { idOf, RecipientField } from '../../sharing/components/recipient-field.tsx';
import { RecipientSign } from '../../sharing/components/recipient-sign.tsx';
import '../../sharing/sharing.css';
import { bookSharesQuery, useShareBook } from '../api/contacts.ts';
import type { Book, BookRole } from '../api/contact-types.ts';
import { contactErrors, roleWords } from './contact-words.ts';

interface ShareBookDialogProps {
  readonly book: Book;
  readonly onClose: () => void;
}

/** Who sees or changes an address book; each change holds at once. */
export function ShareBookDialog({ book, onClose }: ShareBookDialogProps) {
  const { t } = useLingui();
  const { data: shares = [], error: unread } = useQuery(bookSharesQuery(book.uri));
  const share = useShareBook();
  const [chosen, setChosen] = useState<readonly Recipient[]>([]);
  const [role, setRole] = useState<BookRole>('viewer');
  const roles = (['viewer', 'editor', 'manager'] as const).map((id) => ({
    id,
    label: t(roleWords[id].label),
    description: t(roleWords[id].text),
  }));
  const error = unread ?? share.error;

  async function give() {
    for (const { kind, key } of chosen) await share.mutateAsync({ book: book.uri, kind, key, role });
    setChosen([]);
  }

  return (
    <Dialog isOpen title={t`„${book.name}“ freigeben`} onOpenChange={(open) => !open && onClose()}>
      <div className="stack-large">
        <div className="stack">
          <RecipientField chosen={chosen} onChange={setChosen} without={new Set(shares.map(idOf))} />
          {chosen.length > 0 && (
            <div className="row">
              <Select label={t`Recht`} hideLabel options={roles} value={role} onChange={setRole} />
              <Button variant="primary" isPending={share.isPending} onPress={() => void give().catch(() => undefined)}>
                <Trans>Freigeben</Trans>
              </Button>
            </div>
          )}
        </div>
        {error !== null && <ErrorBanner error={error} own={contactErrors} />}
        <section>
          <h3 className="contacts-dialog-heading">
            <Trans>Freigegeben für</Trans>
          </h3>
          {shares.length === 0 ? (
            <p className="muted">
              {book.kind === 'group' ? (
                <Trans>Für niemanden außerhalb der Gruppe.</Trans>
              ) : book.kind === 'organisation' ? (
                <Trans>Für niemanden über die Organisation hinaus.</Trans>
              ) : (
                <Trans>Noch für niemanden. Ihre Kontakte sehen nur Sie.</Trans>
              )}
            </p>
          ) : (
            <ul className="contacts-shares">
              {shares.map(({ kind, key, name, role: held }) => (
                <li key={`${kind} ${key}`}>
                  <RecipientSign kind={kind} name={name} />
                  <span className="truncate">{name}</span>
                  <Select
                    label={t`Recht von ${name}`}
                    hideLabel
                    size="small"
                    options={roles}
                    value={held}
                    onChange={(next) => next !== held && share.mutate({ book: book.uri, kind, key, role: next })}
                  />
                  <IconButton
                    icon={X}
                    size="small"
                    label={t`Freigabe für ${name} beenden`}
                    onPress={() => share.mutate({ book: book.uri, kind, key, role: null })}
                  />
                </li>
              ))}
            </ul>
          )}
        </section>
      </div>
    </Dialog>
  );
}
