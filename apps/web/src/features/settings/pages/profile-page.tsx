import { Trans, useLingui } from '@lingui/react/macro';
import { usePerson } from '../../../session/session.ts';
import { useTheme } from '../../../session/theme.ts';
import { useSavePreference } from '../../../session/use-save-preference.ts';
import { Avatar } from '../../../ui/avatar.tsx';
import { RadioGroup } from '../../../ui/radio-group.tsx';
import { OwnDataCard } from '../components/own-data-card.tsx';
import { EmailNote } from '../components/email-note.tsx';
import { StorageCard } from '../components/storage-card.tsx';

/** Who one is, language and theme, and how much storage one uses. */
export function ProfilePage() {
  const { t, i18n } = useLingui();
  const person = usePerson();
  const theme = useTheme();
  const save = useSavePreference();
  return (
    <>
      <section className="card stack" aria-labelledby="profile-heading">
        <div className="settings-person">
          <Avatar name={person.name} size="large" />
          <div>
            <h2 id="profile-heading">{person.name}</h2>
            <p className="muted">{person.organisation.name}</p>
          </div>
        </div>
        <dl className="settings-facts">
          <dt>
            <Trans>Anmeldename</Trans>
          </dt>
          <dd>{person.login}</dd>
          <dt>
            <Trans>E-Mail</Trans>
          </dt>
          <dd>{person.email ?? '–'}</dd>
        </dl>
        <EmailNote />
      </section>
      <section className="card stack" aria-labelledby="look-heading">
        <h2 id="look-heading">
          <Trans>Sprache und Darstellung</Trans>
        </h2>
        <div className="settings-choices">
          <RadioGroup
            label={t`Sprache`}
            options={[
              { id: 'de', label: 'Deutsch' },
              { id: 'en', label: 'English' },
            ]}
            value={i18n.locale === 'en' ? 'en' : 'de'}
            onChange={(language) => void save({ language })}
          />
          <RadioGroup
            label={t`Darstellung`}
            options={[
              { id: 'system', label: t`Wie das Gerät` },
              { id: 'light', label: t`Hell` },
              { id: 'dark', label: t`Dunkel` },
            ]}
            value={theme}
            onChange={(next) => void save({ theme: next })}
          />
        </div>
      </section>
      <StorageCard />
      <OwnDataCard />
    </>
  );
}
