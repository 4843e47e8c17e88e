import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { useState, type SubmitEvent } from 'react';
import { formatDate } from '../../../i18n/format.ts';
import { Banner } from '../../../ui/banner.tsx';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Loading } from '../../../ui/loading.tsx';
import { Select } from '../../../ui/select.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { showToast } from '../../../ui/toast-store.ts';
import { useErrorText } from '../../../ui/use-error-text.ts';
import { ContactField } from '../../contacts/components/contact-field.tsx';
import { guestRulesQuery, useInviteGuest } from '../api/guests.ts';
import { endOfDay, suggestedEnd, toDay } from './day-input.ts';
import { guestErrors } from './guest-words.ts';

interface InviteDialogProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  /** A project space that the guest is added to as well. */
  readonly space?: { readonly id: number; readonly name: string };
}

/** One step: who, why, until when. Usable from anywhere. */
export function InviteDialog({ isOpen, onClose, space }: InviteDialogProps) {
  const { t } = useLingui();
  return (
    <Dialog title={t`Gast einladen`} isOpen={isOpen} onOpenChange={(open) => !open && onClose()}>
      <InviteForm onClose={onClose} {...(space ? { space } : {})} />
    </Dialog>
  );
}

function InviteForm({ onClose, space }: Omit<InviteDialogProps, 'isOpen'>) {
  const { t } = useLingui();
  const errorText = useErrorText();
  const { data: rules } = useQuery(guestRulesQuery);
  const invite = useInviteGuest();
  const [name, setName] = useState('');
  const [address, setAddress] = useState('');
  const [reason, setReason] = useState('');
  const [language, setLanguage] = useState<'de' | 'en'>('de');
  const [role, setRole] = useState<'viewer' | 'editor'>('viewer');
  const [chosen, setChosen] = useState<string | null>(null);
  if (rules === undefined) return <Loading />;
  if (!rules.mayInvite) {
    return <Banner tone="warning" title={t`Nach den Regeln Ihrer Organisation dürfen Sie keine Gäste einladen.`} />;
  }
  const last = rules.latestEnd - 24 * 3_600_000;
  const end = chosen ?? suggestedEnd(Date.now(), rules.longestDays);

  function submit(event: SubmitEvent) {
    event.preventDefault();
    const guest = { name, address, reason, language, endsAt: endOfDay(end) || 0 };
    invite.mutate(space ? { ...guest, space: { id: space.id, role } } : guest, {
      onSuccess: () => {
        showToast({ title: t`Die Einladung an ${name} ist unterwegs.` });
        onClose();
      },
    });
  }

  return (
    <form className="stack" onSubmit={submit}>
      <ContactField
        withLists={false}
        onChoose={([contact]) => {
          setName(contact?.name ?? '');
          setAddress(contact?.address ?? '');
        }}
      />
      <TextField label={t`Name`} isRequired autoFocus autoComplete="off" value={name} onChange={setName} />
      <TextField
        label={t`E-Mail-Adresse`}
        type="email"
        isRequired
        autoComplete="off"
        value={address}
        onChange={setAddress}
      />
      <TextField
        label={t`Anlass`}
        description={t`Steht in der Einladung, zum Beispiel das Vorhaben.`}
        isRequired
        maxLength={500}
        value={reason}
        onChange={setReason}
      />
      <TextField
        label={t`Letzter Tag`}
        type="date"
        isRequired
        description={t`Spätestens ${formatDate(last)}.`}
        value={end}
        onChange={setChosen}
        {...(endOfDay(end) > endOfDay(toDay(last)) ? { errorMessage: t`Spätestens ${formatDate(last)}.` } : {})}
      />
      {space && (
        <Select<'viewer' | 'editor'>
          label={t`Darf in „${space.name}“`}
          options={[
            { id: 'viewer', label: t`Lesen` },
            { id: 'editor', label: t`Lesen und bearbeiten` },
          ]}
          value={role}
          onChange={setRole}
        />
      )}
      <Select<'de' | 'en'>
        label={t`Sprache der Einladung`}
        options={[
          { id: 'de', label: t`Deutsch` },
          { id: 'en', label: t`Englisch` },
        ]}
        value={language}
        onChange={setLanguage}
      />
      {invite.error !== null && <Banner tone="danger" title={errorText(invite.error, guestErrors).title} />}
      <div className="row dialog-buttons">
        <Button variant="quiet" isDisabled={invite.isPending} onPress={onClose}>
          <Trans>Abbrechen</Trans>
        </Button>
        <Button type="submit" variant="primary" isPending={invite.isPending}>
          <Trans>Einladen</Trans>
        </Button>
      </div>
    </form>
  );
}
