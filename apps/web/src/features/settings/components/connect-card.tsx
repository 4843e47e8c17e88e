import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { ToggleButton } from 'react-aria-components/ToggleButton';
import { ToggleButtonGroup } from 'react-aria-components/ToggleButtonGroup';
import { useAddresses } from './use-addresses.ts';
import { programs, type ProgramId } from './programs.ts';
import { programSteps } from './program-steps.tsx';

interface ConnectCardProps {
  /** Asks for a new app password with this name. */
  readonly onCreate: (label: string) => void;
}

/** Choose a program, then follow the steps with one's own addresses. */
export function ConnectCard({ onCreate }: ConnectCardProps) {
  const { t } = useLingui();
  const [chosen, setChosen] = useState<ProgramId>('desktop');
  const addresses = useAddresses();
  const program = programs.find(({ id }) => id === chosen) ?? programs[0];
  const Steps = programSteps[program.id];
  return (
    <section className="card stack" aria-labelledby="connect-heading">
      <div>
        <h2 id="connect-heading">
          <Trans>Womit möchten Sie auf Ihre Dateien zugreifen?</Trans>
        </h2>
        <p className="muted">
          <Trans>Die Programme von Nextcloud funktionieren unverändert, ebenso alles, was WebDAV spricht.</Trans>
        </p>
      </div>
      <ToggleButtonGroup
        className="programs"
        aria-label={t`Programm`}
        selectionMode="single"
        disallowEmptySelection
        selectedKeys={[chosen]}
        onSelectionChange={(keys) => setChosen([...keys][0] as ProgramId)}
      >
        {programs.map(({ id, name, icon: Icon }) => (
          <ToggleButton key={id} id={id} className="program">
            <Icon aria-hidden />
            {t(name)}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
      <div className="guide" aria-live="polite">
        <h3>{t(program.name)}</h3>
        <Steps {...addresses} onCreate={() => onCreate(t(program.label))} />
      </div>
    </section>
  );
}
