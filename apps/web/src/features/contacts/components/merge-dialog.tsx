import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { ErrorBanner } from '../../../ui/error-banner.tsx';
import { Loading } from '../../../ui/loading.tsx';
import { RadioGroup } from '../../../ui/radio-group.tsx';
import { showToast } from '../../../ui/toast-store.ts';
import { previewMerge, useMerge } from '../api/contacts.ts';
import type { Duplicate } from '../api/contact-types.ts';
import { formatDay } from './format-day.ts';
import { contactErrors } from './contact-words.ts';
import { useContactActions } from './use-contact-actions.ts';

interface MergeDialogProps {
  readonly book: string;
  readonly group: Duplicate;
  readonly onClose: () => void;
}

/** What is lost comes first. */
const order = ['dropped', 'added', 'kept', 'same'];

/** What becomes of each field, before and not after. */
export function MergeDialog({ book, group, onClose }: MergeDialogProps) {
  const { t, i18n } = useLingui();
  const { contacts } = group;
  const [first, setFirst] = useState(String(contacts[0]?.id ?? 0));
  const ids = [Number(first), ...contacts.map(({ id }) => id).filter((id) => id !== Number(first))];
  const { data, error } = useQuery({
    queryKey: ['contacts', 'merge', book, ids.join()],
    queryFn: () => previewMerge(book, ids),
    staleTime: 0,
  });
  const merge = useMerge();
  const { restore } = useContactActions();
  const words: Readonly<Record<string, string>> = {
    name: t`Name`,
    nickname: t`Spitzname`,
    organisation: t`Organisation`,
    department: t`Abteilung oder Referat`,
    title: t`Funktion`,
    role: t`Aufgabe`,
    birthday: t`Geburtstag`,
    anniversary: t`Jahrestag`,
    mails: t`E-Mail`,
    phones: t`Telefon`,
    urls: t`Internet`,
    addresses: t`Anschrift`,
    note: t`Notiz`,
    categories: t`Kategorien`,
    members: t`Mitglieder`,
    photo: t`Bild`,
  };
  const fates = {
    kept: t`bleibt`,
    added: t`kommt dazu`,
    same: t`schon da`,
    dropped: t`entfällt`,
  };

  const shown = (field: string, value: string) =>
    value === '' ? '–' : field === 'birthday' || field === 'anniversary' ? formatDay(value, i18n.locale) : value;

  function start() {
    if (data === undefined) return;
    merge.mutate(
      { book, ids, etags: data.etags },
      {
        onSuccess: ({ trashed }) => {
          onClose();
          showToast({
            title: t`Zusammengeführt`,
            action: { label: t`Rückgängig`, onAction: () => restore(trashed) },
          });
        },
      },
    );
  }

  return (
    <Dialog
      isOpen
      title={t`Kontakte zusammenführen`}
      onOpenChange={(open) => !open && onClose()}
      isBusy={merge.isPending}
      footer={
        <>
          <Button variant="quiet" onPress={onClose}>
            <Trans>Abbrechen</Trans>
          </Button>
          <Button variant="primary" isDisabled={data === undefined} isPending={merge.isPending} onPress={start}>
            <Trans>Jetzt zusammenführen</Trans>
          </Button>
        </>
      }
    >
      <div className="stack">
        <RadioGroup
          label={t`Dieser Kontakt bleibt`}
          options={contacts.map(({ id, name, organisation, mail }) => ({
            id: String(id),
            label: name,
            description: [organisation, mail].filter(Boolean).join(' · '),
          }))}
          value={first}
          onChange={setFirst}
        />
        {data === undefined && !error && <Loading />}
        {(error ?? merge.error) !== null && <ErrorBanner error={error ?? merge.error} own={contactErrors} />}
        {data && (
          <ul className="contacts-report" aria-label={t`Was daraus wird`}>
            {data.report
              .filter(({ fate }) => fate !== 'same')
              .toSorted((a, b) => order.indexOf(a.fate) - order.indexOf(b.fate))
              .map(({ field, value, fate }, at) => (
                <li key={at}>
                  <span className="muted">{words[field] ?? field}</span>
                  <span className={fate === 'dropped' ? 'contacts-dropped' : ''}>{shown(field, value)}</span>
                  <span className={`contacts-fate contacts-fate-${fate}`}>{fates[fate]}</span>
                </li>
              ))}
          </ul>
        )}
      </div>
    </Dialog>
  );
}
