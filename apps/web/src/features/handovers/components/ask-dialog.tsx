import { Trans, useLingui } from '@lingui/react/macro';
import { useNavigate } from '@tanstack/react-router';
import { useState, type SubmitEvent } from 'react';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { ErrorBanner } from '../../../ui/error-banner.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { showToast } from '../../../ui/toast-store.ts';
import { SeenByLinks } from '../../sharing/components/seen-by-links.tsx';
import { endOfDay, toDay } from '../../guests/components/day-input.ts';
import { useAsk } from '../api/requests.ts';
import { AskItems, type AskedItem } from './ask-items.tsx';
import { AskPeople, askedOutsider, type AskedPerson, type Outsider } from './ask-people.tsx';
import { requestErrors } from './handover-words.ts';
import { type RemindDays, remindDaysOf, RemindSelect } from './remind-select.tsx';
import '../handovers.css';

interface AskDialogProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  /** Where the request gets its folder. */
  readonly folder: { readonly id: number; readonly name: string } | null;
}

const day = 24 * 3_600_000;

/** Ask named people for certain files by a date. Usable from any folder. */
export function AskDialog({ isOpen, onClose, folder }: AskDialogProps) {
  const { t } = useLingui();
  return (
    <Dialog title={t`Dateien anfordern`} isOpen={isOpen && folder !== null} onOpenChange={(open) => !open && onClose()}>
      {folder !== null && <AskForm folder={folder} onClose={onClose} />}
    </Dialog>
  );
}

interface AskFormProps {
  readonly folder: NonNullable<AskDialogProps['folder']>;
  readonly onClose: () => void;
}

function AskForm({ folder, onClose }: AskFormProps) {
  const { t, i18n } = useLingui();
  const navigate = useNavigate();
  const ask = useAsk();
  const [title, setTitle] = useState('');
  const [message, setMessage] = useState('');
  const [due, setDue] = useState(toDay(Date.now() + 14 * day));
  const [remindDays, setRemindDays] = useState<RemindDays>('3');
  const [items, setItems] = useState<readonly AskedItem[]>([{ key: 0, name: '', required: true }]);
  const [people, setPeople] = useState<readonly AskedPerson[]>([]);
  const [outsider, setOutsider] = useState<Outsider | null>(null);
  // who is typed is asked, whether or not somebody pressed "add" before
  const typed = askedOutsider(outsider, people, i18n.locale);
  const isHalfTyped = typed === null && outsider !== null && `${outsider.name}${outsider.address}`.trim() !== '';
  const asked = typed === null ? people : [...people, typed];
  const wanted = items.filter(({ name }) => name.trim() !== '');
  const dueAt = endOfDay(due) || 0;
  const isPast = due !== '' && dueAt < Date.now();

  function submit(event: SubmitEvent) {
    event.preventDefault();
    const request = {
      folderId: folder.id,
      title,
      message,
      dueAt,
      remindDays: remindDaysOf(remindDays),
      items: wanted.map(({ name, required }) => ({ name, required })),
      recipients: asked.map(({ recipient }) => recipient),
    };
    ask.mutate(request, {
      onSuccess: ({ id }) => {
        showToast({ title: t`Die Anforderung ist unterwegs.` });
        onClose();
        void navigate({ to: '/requests/$requestId', params: { requestId: String(id) } });
      },
    });
  }

  return (
    <form className="stack" onSubmit={submit}>
      <p className="muted">
        <Trans>Jede und jeder bekommt einen eigenen Weg, die Dateien abzugeben. Sie landen in „{folder.name}“.</Trans>
      </p>
      <SeenByLinks nodeId={folder.id} />
      <TextField label={t`Worum es geht`} isRequired autoFocus maxLength={200} value={title} onChange={setTitle} />
      <AskItems items={items} onChange={setItems} />
      <AskPeople people={people} onChange={setPeople} outsider={outsider} onOutsider={setOutsider} />
      <TextField
        label={t`Fällig am`}
        type="date"
        isRequired
        value={due}
        onChange={setDue}
        {...(isPast ? { errorMessage: t`Die Frist muss in der Zukunft liegen.` } : {})}
      />
      <RemindSelect value={remindDays} onChange={setRemindDays} />
      <TextField
        label={t`Nachricht`}
        description={t`Freiwillig. Steht in der E-Mail und auf der Seite.`}
        multiline
        maxLength={4000}
        value={message}
        onChange={setMessage}
      />
      {ask.error !== null && <ErrorBanner error={ask.error} own={requestErrors} />}
      <div className="row dialog-buttons">
        <Button variant="quiet" isDisabled={ask.isPending} onPress={onClose}>
          <Trans>Abbrechen</Trans>
        </Button>
        <Button
          type="submit"
          variant="primary"
          isPending={ask.isPending}
          isDisabled={wanted.length === 0 || asked.length === 0 || isHalfTyped || isPast}
        >
          <Trans>Anfordern</Trans>
        </Button>
      </div>
    </form>
  );
}
