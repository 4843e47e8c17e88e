import { Trans, useLingui } from '@lingui/react/macro';
import { PlugZap } from 'lucide-react';
import { useState, type SubmitEvent } from 'react';
import { Button } from '../../../ui/button.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { showToast } from '../../../ui/toast-store.ts';
import { useChangeSource, useTestSource, type Settings, type Source } from '../api/sources.ts';
import { CommonFields } from './common-fields.tsx';
import { ConnectionTest } from './connection-test.tsx';
import { LdapFields } from './ldap-fields.tsx';
import { SourceError } from './source-error.tsx';

/** Everything that can be set, with a test of the connection before it is kept. */
export function SettingsForm({ source }: { readonly source: Source }) {
  const { t } = useLingui();
  const change = useChangeSource(source.id);
  const test = useTestSource(source.id);
  const [name, setName] = useState(source.name);
  const [settings, setSettings] = useState<Settings>(source.settings);
  const [secret, setSecret] = useState('');
  const set = (more: Readonly<Record<string, unknown>>) => {
    setSettings({ ...settings, ...more });
    test.reset();
  };
  const given = secret === '' ? {} : { secret };

  function submit(event: SubmitEvent) {
    event.preventDefault();
    change.mutate(
      { name: name.trim(), settings, ...given },
      {
        onSuccess: () => {
          setSecret('');
          showToast({ title: t`Die Einstellungen sind gespeichert.` });
        },
      },
    );
  }

  return (
    <form onSubmit={submit} className="source-form">
      <fieldset className="source-group">
        <legend>
          <Trans>Quelle</Trans>
        </legend>
        <TextField label={t`Name der Quelle`} isRequired maxLength={200} value={name} onChange={setName} />
      </fieldset>
      {source.kind === 'ldap' && (
        <LdapFields
          settings={settings}
          onChange={set}
          secret={secret}
          hasSecret={source.hasSecret}
          onSecret={(text) => {
            setSecret(text);
            test.reset();
          }}
        />
      )}
      <CommonFields kind={source.kind} settings={settings} onChange={set} />
      <SourceError error={change.error ?? test.error} />
      {test.data !== undefined && <ConnectionTest result={test.data} />}
      <div className="row source-actions">
        {source.kind === 'ldap' && (
          <Button icon={PlugZap} isPending={test.isPending} onPress={() => test.mutate({ settings, ...given })}>
            <Trans>Verbindung prüfen</Trans>
          </Button>
        )}
        <Button type="submit" variant="primary" isPending={change.isPending}>
          <Trans>Speichern</Trans>
        </Button>
      </div>
    </form>
  );
}
