import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { Link, type LinkProps } from '@tanstack/react-router';
import { Circle, CircleCheck } from 'lucide-react';
import { useState } from 'react';
import { api } from '../../../api/api.ts';
import { Button } from '../../../ui/button.tsx';
import { organisationsQuery } from '../api/organisations.ts';
import { rulesQuery } from '../api/rules.ts';

const storageKey = 'landescloud.first-steps-left';

interface Step {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  readonly isDone: boolean;
  readonly link: Pick<LinkProps, 'to' | 'params' | 'search'>;
}

/** What a new system still needs; each step is done when it is, wherever that happened. Left, it stays a line. */
export function FirstSteps() {
  const { t } = useLingui();
  const { data: organisations } = useQuery(organisationsQuery);
  const root = organisations?.find(({ parentKey }) => parentKey === null);
  const { data: rules } = useQuery({ ...rulesQuery(root?.key ?? ''), enabled: root !== undefined });
  const { data: mail } = useQuery({
    queryKey: ['mail', 'sends'],
    queryFn: ({ signal }) => api.get<{ sends: boolean }>('/mail', { query: { limit: 1 }, signal }),
  });
  const [isLeft, setLeft] = useState(() => localStorage.getItem(storageKey) === 'yes');
  if (organisations === undefined || root === undefined || rules === undefined) return null;
  const people = organisations.reduce((sum, { peopleCount = 0 }) => sum + peopleCount, 0);
  const steps: Step[] = [
    {
      id: 'name',
      title: t`Das Land benennen`,
      text: t`Name, Kurzname und Logo der obersten Organisation.`,
      isDone: root.name !== 'Land',
      link: { to: '/administration/organisations/$key', params: { key: root.key } },
    },
    {
      id: 'organisations',
      title: t`Organisationen anlegen`,
      text: t`Ressorts, Behörden, Einrichtungen und Kommunen darunter.`,
      isDone: organisations.length > 1,
      link: { to: '/administration/organisations' },
    },
    {
      id: 'sign-in',
      title: t`Stärke der Anmeldung festlegen`,
      text: t`Womit sich alle anmelden, und womit, wer eine Rolle hat.`,
      isDone: rules.some(({ rule, own }) => rule.startsWith('sign_in.') && own !== null),
      link: { to: '/administration/rules' },
    },
    {
      id: 'people',
      title: t`Die ersten Personen aufnehmen`,
      text: t`Einzeln, aus einer CSV-Datei oder aus Ihrem Verzeichnisdienst.`,
      isDone: people > 1,
      link: { to: '/administration/people' },
    },
    {
      id: 'mail',
      title: t`Mailversand prüfen`,
      text: t`Ohne Mailserver bleiben Nachrichten im Postausgang liegen.`,
      isDone: mail?.sends === true,
      link: { to: '/administration/mail' },
    },
  ];
  const open = steps.filter(({ isDone }) => !isDone).length;
  if (open === 0) return null;

  function leave(left: boolean) {
    localStorage.setItem(storageKey, left ? 'yes' : 'no');
    setLeft(left);
  }

  const done = steps.length - open;
  if (isLeft) {
    return (
      <p className="first-steps-left">
        <Trans>
          Einrichtung: {done} von {steps.length} Schritten erledigt.
        </Trans>
        <Button size="small" variant="quiet" onPress={() => leave(false)}>
          <Trans>Weiter einrichten</Trans>
        </Button>
      </p>
    );
  }
  return (
    <section className="card first-steps" aria-labelledby="first-steps">
      <header className="row row-spread">
        <div>
          <h2 id="first-steps">
            <Trans>Einrichtung</Trans>
          </h2>
          <p className="muted">
            <Trans>
              {done} von {steps.length} Schritten erledigt. Sie können jederzeit aufhören und hier weitermachen.
            </Trans>
          </p>
        </div>
        <Button size="small" variant="quiet" onPress={() => leave(true)}>
          <Trans>Später</Trans>
        </Button>
      </header>
      <ol>
        {steps.map(({ id, title, text, isDone, link }) => (
          <li key={id} data-done={isDone}>
            {isDone ? <CircleCheck aria-hidden /> : <Circle aria-hidden />}
            <div>
              {isDone ? <span>{title}</span> : <Link {...link}>{title}</Link>}
              <span className="visually-hidden">{isDone ? t`: erledigt` : t`: offen`}</span>
              {!isDone && <p className="muted">{text}</p>}
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}
