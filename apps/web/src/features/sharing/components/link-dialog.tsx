import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { ErrorBanner } from '../../../ui/error-banner.tsx';
import { RadioGroup } from '../../../ui/radio-group.tsx';
import { Switch } from '../../../ui/switch.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { makePassword } from '../../administration/components/make-password.ts';
import { announce } from '../../files/commands/announce.ts';
import type { Reached } from '../../contacts/api/use-reachable.ts';
import { ContactField } from '../../contacts/components/contact-field.tsx';
import { endOfDay, toDay } from '../../guests/components/day-input.ts';
import { useSaveLink, type LinksOfNode, type PublicLink } from '../api/links.ts';
import { SeenByLinks } from './seen-by-links.tsx';
import { linkErrors, linkKindWords, type LinkKind } from './link-words.ts';

interface LinkDialogProps {
  readonly node: { readonly id: number; readonly kind: 'file' | 'folder' };
  readonly rules: LinksOfNode['rules'];
  /** Null: a new one. */
  readonly link: PublicLink | null;
  /** For whom a new one is. */
  readonly people?: readonly Reached[];
  readonly onClose: () => void;
}

type Protection = 'none' | 'password' | 'recipients';
const day = 86_400_000;
const noPeople: readonly Reached[] = [];
const addressesOf = (people: readonly Reached[]) => people.map(({ address }) => address);

/** Everything about one link. */
export function LinkDialog({ node, rules, link, people = noPeople, onClose }: LinkDialogProps) {
  const { t } = useLingui();
  const save = useSaveLink(node.id);
  const before = link?.endsAt ?? null;
  const [kind, setKind] = useState<LinkKind>(link?.kind ?? 'viewer');
  const [name, setName] = useState(link?.name ?? '');
  const [message, setMessage] = useState(link?.message ?? '');
  const [viewOnly, setViewOnly] = useState(link?.viewOnly ?? false);
  const [protection, setProtection] = useState<Protection>(
    people.length > 0 ? 'recipients' : protectionOf(link, rules.passwordRequired),
  );
  const [password, setPassword] = useState('');
  const [recipients, setRecipients] = useState((link?.recipients ?? addressesOf(people)).join('\n'));
  const [end, setEnd] = useState(toDay(before ?? Date.now() + rules.defaultDays * day));
  const [limit, setLimit] = useState(link?.downloadLimit?.toString() ?? '');
  const kinds = node.kind === 'folder' ? (['viewer', 'editor', 'uploader'] as const) : (['viewer'] as const);
  const keepsPassword = link?.hasPassword === true && password === '';

  async function submit() {
    const ends = before !== null && end === toDay(before) ? {} : { endsAt: end === '' ? null : endOfDay(end) || 0 };
    const secret = protection !== 'password' ? { password: null } : keepsPassword ? {} : { password };
    const made = await save.mutateAsync({
      id: link?.id ?? null,
      kind,
      name,
      message,
      viewOnly: kind === 'viewer' && viewOnly,
      downloadLimit: kind === 'uploader' || limit === '' ? null : Number(limit),
      recipients: protection === 'recipients' ? recipients.split(/[\s,;]+/).filter((address) => address !== '') : [],
      ...secret,
      ...ends,
    });
    onClose();
    if (link !== null) return;
    await navigator.clipboard?.writeText(made.address).then(
      () => announce(t`Link angelegt, Adresse kopiert`),
      () => announce(t`Link angelegt`),
    );
  }

  return (
    <Dialog
      title={link === null ? t`Öffentlicher Link` : t`Link ändern`}
      isOpen
      onOpenChange={onClose}
      isBusy={save.isPending}
      footer={
        <>
          <Button variant="quiet" onPress={onClose}>
            <Trans>Abbrechen</Trans>
          </Button>
          <Button variant="primary" isPending={save.isPending} onPress={() => void submit().catch(() => undefined)}>
            {link === null ? <Trans>Anlegen</Trans> : <Trans>Speichern</Trans>}
          </Button>
        </>
      }
    >
      {kinds.length > 1 && (
        <RadioGroup
          label={t`Was der Link erlaubt`}
          options={kinds.map((id) => ({
            id,
            label: t(linkKindWords[id].label),
            description: t(linkKindWords[id].text),
          }))}
          value={kind}
          onChange={setKind}
        />
      )}
      {kind === 'uploader' && link === null && <SeenByLinks nodeId={node.id} />}
      {kind === 'viewer' && (
        <Switch isSelected={viewOnly} onChange={setViewOnly}>
          <Trans>Nur ansehen, nicht herunterladen</Trans>
        </Switch>
      )}
      <RadioGroup
        label={t`Schutz`}
        options={[
          ...(rules.passwordRequired ? [] : [{ id: 'none' as const, label: t`Wer die Adresse hat` }]),
          { id: 'password' as const, label: t`Wer auch ein Passwort hat` },
          { id: 'recipients' as const, label: t`Bestimmte Mailadressen, mit Code` },
        ]}
        value={protection}
        onChange={setProtection}
      />
      {protection === 'password' && (
        <div className="link-password">
          <TextField
            label={t`Passwort`}
            type="password"
            autoComplete="off"
            value={password}
            onChange={setPassword}
            description={
              keepsPassword
                ? t`Leer: Das Passwort bleibt, wie es ist.`
                : t`Mindestens acht Zeichen. Schicken Sie es nicht mit dem Link zusammen.`
            }
          />
          <Button size="small" onPress={() => setPassword(makePassword())}>
            <Trans>Vorschlagen</Trans>
          </Button>
        </div>
      )}
      {protection === 'recipients' && (
        <>
          <ContactField
            onChoose={(people) =>
              setRecipients(
                [...new Set([...recipients.split('\n'), ...addressesOf(people)])].filter(Boolean).join('\n'),
              )
            }
          />
          <TextField
            label={t`Mailadressen`}
            multiline
            value={recipients}
            onChange={setRecipients}
            description={t`Eine in jeder Zeile. Jede bekommt eine Mail mit dem Link, und beim Öffnen einen Code.`}
          />
        </>
      )}
      <TextField
        label={t`Gilt bis`}
        type="date"
        value={end}
        onChange={setEnd}
        description={t`Höchstens bis ${toDay(Date.now() + rules.longestDays * day)
          .split('-')
          .toReversed()
          .join('.')}.`}
      />
      {kind !== 'uploader' && (
        <TextField
          label={t`Zahl der Downloads`}
          inputMode="numeric"
          value={limit}
          onChange={(text) => setLimit(text.replace(/\D/g, '').slice(0, 7))}
          description={t`Freiwillig. Jede Datei zählt bei jedem Besuch einmal.`}
        />
      )}
      <TextField label={t`Name für Sie selbst`} value={name} maxLength={100} onChange={setName} />
      <TextField
        label={t`Nachricht an die Besuchenden`}
        multiline
        maxLength={2000}
        value={message}
        onChange={setMessage}
      />
      {save.error !== null && <ErrorBanner error={save.error} own={linkErrors} />}
    </Dialog>
  );
}

function protectionOf(link: PublicLink | null, isRequired: boolean): Protection {
  if ((link?.recipients.length ?? 0) > 0) return 'recipients';
  return link?.hasPassword === true || isRequired ? 'password' : 'none';
}
