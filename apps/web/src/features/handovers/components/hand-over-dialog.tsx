import { plural } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState, type SubmitEvent } from 'react';
import { Banner } from '../../../ui/banner.tsx';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { ErrorBanner } from '../../../ui/error-banner.tsx';
import { Loading } from '../../../ui/loading.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { showToast } from '../../../ui/toast-store.ts';
import { endOfDay, toDay } from '../../guests/components/day-input.ts';
import { linksQuery, type LinksOfNode } from '../../sharing/api/links.ts';
import { linkErrors } from '../../sharing/components/link-words.ts';
import { useHandOver } from '../api/handovers.ts';
import { AddressList, addressesIn } from './address-list.tsx';
import '../handovers.css';

interface HandedOver {
  readonly id: number;
  readonly name: string;
  readonly kind: 'file' | 'folder';
}

interface HandOverDialogProps {
  readonly node: HandedOver;
  readonly onClose: () => void;
}

const day = 24 * 3_600_000;

/** To people outside by mail: a link with a code for each, and a receipt of who fetched what. */
export function HandOverDialog({ node, onClose }: HandOverDialogProps) {
  const { t } = useLingui();
  const { data, error } = useQuery(linksQuery(node.id));
  return (
    <Dialog title={t`„${node.name}“ übergeben`} isOpen onOpenChange={onClose}>
      {error !== null ? (
        <ErrorBanner error={error} own={linkErrors} />
      ) : data === undefined ? (
        <Loading />
      ) : data.rules.allowed ? (
        <HandOverForm node={node} rules={data.rules} onClose={onClose} />
      ) : (
        <Banner title={t`Die Regeln der Organisation erlauben keine öffentlichen Links.`} isQuiet />
      )}
    </Dialog>
  );
}

function HandOverForm({ node, rules, onClose }: HandOverDialogProps & { readonly rules: LinksOfNode['rules'] }) {
  const { t } = useLingui();
  const navigate = useNavigate();
  const handOver = useHandOver(node.id);
  const [addresses, setAddresses] = useState<readonly string[]>([]);
  const [typed, setTyped] = useState('');
  const [title, setTitle] = useState(node.name.slice(0, 100));
  const [message, setMessage] = useState('');
  const [end, setEnd] = useState(toDay(Date.now() + rules.defaultDays * day));
  const more = addressesIn(typed);
  const recipients = [...new Set([...addresses, ...(more ?? [])])];
  const endsAt = endOfDay(end) || 0;
  const isPast = endsAt < Date.now();

  function submit(event: SubmitEvent) {
    event.preventDefault();
    handOver.mutate(
      { kind: 'viewer', name: title, message, recipients, endsAt },
      {
        onSuccess: (handoverId) => {
          showToast({
            title: t`${plural(recipients.length, { one: 'Die Mail ist unterwegs.', other: '# Mails sind unterwegs.' })}`,
          });
          onClose();
          if (handoverId !== null)
            void navigate({ to: '/handovers/$handoverId', params: { handoverId: String(handoverId) } });
        },
      },
    );
  }

  return (
    <form className="stack" onSubmit={submit}>
      <p className="muted">
        <Trans>
          An Menschen von außerhalb. Jede Adresse bekommt eine Mail mit einem Link und beim Öffnen einen Code. Der Beleg
          hält fest, was Sie übergeben haben und wer es wann abgerufen hat.
        </Trans>
      </p>
      <AddressList addresses={addresses} onChange={setAddresses} typed={typed} onTyped={setTyped} />
      <TextField label={t`Worum es geht`} isRequired maxLength={100} value={title} onChange={setTitle} />
      <TextField
        label={t`Nachricht`}
        description={t`Freiwillig. Steht in der E-Mail und auf der Seite.`}
        multiline
        maxLength={2000}
        value={message}
        onChange={setMessage}
      />
      <TextField
        label={t`Abzurufen bis`}
        type="date"
        isRequired
        value={end}
        onChange={setEnd}
        {...(isPast ? { errorMessage: t`Die Frist muss in der Zukunft liegen.` } : {})}
      />
      {handOver.error !== null && <ErrorBanner error={handOver.error} own={linkErrors} />}
      <div className="row dialog-buttons">
        <Button variant="quiet" isDisabled={handOver.isPending} onPress={onClose}>
          <Trans>Abbrechen</Trans>
        </Button>
        <Button
          type="submit"
          variant="primary"
          isPending={handOver.isPending}
          isDisabled={recipients.length === 0 || more === null || isPast || title.trim() === ''}
        >
          <Trans>Übergeben</Trans>
        </Button>
      </div>
    </form>
  );
}
