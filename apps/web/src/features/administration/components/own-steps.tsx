import { useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { organisationQuery, organisationsQuery } from '../api/organisations.ts';
import { rolesQuery } from '../api/roles.ts';
import { rulesQuery } from '../api/rules.ts';
import { SetupSteps, type SetupStep } from './setup-steps.tsx';

/** What an organisation still needs, for who administers it. */
export function OwnSteps({ organisationKey: key }: { readonly organisationKey: string }) {
  const { t } = useLingui();
  const { data: organisation } = useQuery(organisationQuery(key));
  const { data: all } = useQuery(organisationsQuery);
  const { data: rules } = useQuery(rulesQuery(key));
  const { data: roles } = useQuery(rolesQuery(key));
  const people =
    all?.reduce((sum, { administered, peopleCount = 0 }) => sum + (administered ? peopleCount : 0), 0) ?? 0;
  if (organisation === undefined || all === undefined || rules === undefined || roles === undefined) return null;
  const administrators = roles.filter(({ role, inherited }) => role === 'organisation-administrator' && !inherited);
  const there = { to: '/administration/organisations/$key' as const, params: { key } };
  const steps: SetupStep[] = [
    {
      id: 'look',
      title: t`Kurzname, Logo und Farbe festlegen`,
      text: t`Daran erkennen Ihre Leute und Ihre Gäste, wo sie sind.`,
      isDone: organisation.shortName !== null && (organisation.hasLogo || organisation.colour !== null),
      link: there,
    },
    {
      id: 'people',
      title: t`Die ersten Personen aufnehmen`,
      text: t`Einzeln, aus einer CSV-Datei oder aus Ihrem Verzeichnisdienst.`,
      isDone: people > 1,
      link: { to: '/administration/people' },
    },
    {
      id: 'rules',
      title: t`Regeln durchsehen`,
      text: t`Womit sich Ihre Leute anmelden, wer Gäste einlädt, was nach außen geteilt wird.`,
      isDone: rules.some(({ from }) => from !== null),
      link: { to: '/administration/rules' },
    },
    {
      id: 'second',
      title: t`Eine zweite Person mit der Verwaltung betrauen`,
      text: t`Damit jemand helfen kann, wenn Sie nicht da sind.`,
      isDone: administrators.length > 1,
      link: { ...there, search: { part: 'roles' as const } },
    },
  ];
  const name = organisation.shortName ?? organisation.name;
  return <SetupSteps storageKey={`landescloud.own-steps-left.${key}`} title={t`${name} einrichten`} steps={steps} />;
}
