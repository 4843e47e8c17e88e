import { useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { api } from '../../../api/api.ts';
import { organisationsQuery } from '../api/organisations.ts';
import { rulesQuery } from '../api/rules.ts';
import { SetupSteps, type SetupStep } from './setup-steps.tsx';

/** What a new system still needs; for who administers the platform. */
export function FirstSteps() {
  const { t } = useLingui();
  const { data: organisations } = useQuery(organisationsQuery);
  const root = organisations?.find(({ parentKey }) => parentKey === null);
  const { data: rules } = useQuery({ ...rulesQuery(root?.key ?? ''), enabled: root !== undefined });
  const { data: mail } = useQuery({
    queryKey: ['mail', 'sends'],
    queryFn: ({ signal }) => api.get<{ sends: boolean }>('/mail', { query: { limit: 1 }, signal }),
  });
  if (organisations === undefined || root === undefined || rules === undefined) return null;
  const people = organisations.reduce((sum, { peopleCount = 0 }) => sum + peopleCount, 0);
  const steps: SetupStep[] = [
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
  return <SetupSteps storageKey="landescloud.first-steps-left" title={t`Einrichtung`} steps={steps} />;
}
