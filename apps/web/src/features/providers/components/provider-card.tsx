import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { Ellipsis, Pencil, PlugZap, Power, PowerOff, Trash2 } from 'lucide-react';
import { useId, useState } from 'react';
import { Button } from '../../../ui/button.tsx';
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx';
import { CopyField } from '../../../ui/copy-field.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { MenuButton } from '../../../ui/menu.tsx';
import { FactList } from '../../administration/components/fact-list.tsx';
import { useChangeProvider, useRemoveProvider, useTestProvider, type Provider } from '../api/providers.ts';
import { ChangeProviderDialog } from './change-provider-dialog.tsx';
import { DiscoveredView } from './discovered-view.tsx';
import { ProviderError } from './provider-error.tsx';

/** One provider: what it is, what to enter there, and whether it answers. */
export function ProviderCard({ provider }: { readonly provider: Provider }) {
  const { t } = useLingui();
  const { name, issuer, clientId, domains, enabled, people, callback, logout } = provider;
  const titleId = useId();
  const change = useChangeProvider(provider);
  const remove = useRemoveProvider(provider);
  const test = useTestProvider(provider);
  const [task, setTask] = useState<'change' | 'remove' | 'off' | null>(null);
  const done = () => setTask(null);
  return (
    <section className="provider" aria-labelledby={titleId}>
      <header className="provider-head">
        <div>
          <h3 id={titleId}>{name}</h3>
          <p className="row">
            <span className={enabled ? 'tag' : 'tag tag-danger'}>{enabled ? t`Eingeschaltet` : t`Abgeschaltet`}</span>
            <span className="muted">
              <Plural
                value={people}
                one="# Person hat sich damit angemeldet"
                other="# Personen haben sich damit angemeldet"
              />
            </span>
          </p>
        </div>
        <MenuButton
          label={t`Aktionen für ${name}`}
          entries={[
            { id: 'change', label: t`Ändern`, icon: Pencil, onAction: () => setTask('change') },
            enabled
              ? { id: 'off', label: t`Abschalten`, icon: PowerOff, onAction: () => setTask('off') }
              : { id: 'on', label: t`Einschalten`, icon: Power, onAction: () => change.mutate({ enabled: true }) },
            {
              id: 'remove',
              label: t`Entfernen`,
              icon: Trash2,
              isDangerous: true,
              separatorBefore: true,
              onAction: () => setTask('remove'),
            },
          ]}
        >
          <IconButton icon={Ellipsis} label={t`Aktionen für ${name}`} tooltip={false} />
        </MenuButton>
      </header>
      <FactList
        facts={[
          { id: 'issuer', term: t`Adresse des Dienstes`, value: <code>{issuer}</code> },
          { id: 'client', term: t`Client-ID`, value: <code>{clientId}</code> },
          {
            id: 'domains',
            term: t`Mail-Domänen`,
            value:
              domains.length === 0 ? (
                <Trans>keine: Der Dienst wird auf der Anmeldeseite nicht angeboten.</Trans>
              ) : (
                domains.join(', ')
              ),
          },
        ]}
      />
      <div className="stack">
        <h4>
          <Trans>Beim Anmeldedienst einzutragen</Trans>
        </h4>
        <CopyField label={t`Weiterleitungsadresse (Redirect URI)`} value={callback} />
        <CopyField label={t`Abmeldeadresse (Back-Channel Logout URI)`} value={logout} />
      </div>
      <ProviderError error={change.error ?? test.error} />
      {test.data !== undefined && <DiscoveredView found={test.data} />}
      <div className="row provider-actions">
        <Button icon={PlugZap} isPending={test.isPending} onPress={() => test.mutate()}>
          <Trans>Verbindung prüfen</Trans>
        </Button>
        <Button icon={Pencil} onPress={() => setTask('change')}>
          <Trans>Einstellungen ändern</Trans>
        </Button>
      </div>
      <ChangeProviderDialog provider={provider} isOpen={task === 'change'} onClose={done} />
      <ConfirmDialog
        title={<Trans>„{name}“ abschalten?</Trans>}
        confirmLabel={t`Abschalten`}
        isDangerous
        isOpen={task === 'off'}
        onOpenChange={(open) => !open && done()}
        onConfirm={() => change.mutateAsync({ enabled: false })}
      >
        <Trans>
          Alle, die sich damit angemeldet haben, werden abgemeldet. Sie können den Dienst wieder einschalten.
        </Trans>
      </ConfirmDialog>
      <ConfirmDialog
        title={<Trans>„{name}“ entfernen?</Trans>}
        confirmLabel={t`Entfernen`}
        isDangerous
        isOpen={task === 'remove'}
        onOpenChange={(open) => !open && done()}
        onConfirm={() => remove.mutateAsync(undefined)}
      >
        <Trans>
          Alle, die sich damit angemeldet haben, werden abgemeldet. Ihre Konten und Dateien bleiben; zum Anmelden
          brauchen sie dann ein Passwort oder einen anderen Dienst.
        </Trans>
      </ConfirmDialog>
    </section>
  );
}
