import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import { Banner } from '../ui/banner.tsx';

const askAdministration = msg`Bitte wenden Sie sich an die Verwaltung Ihrer Organisation.`;
const again = msg`Bitte versuchen Sie es noch einmal.`;

/** By the reason that the server puts into the address: what happened, and what to do. */
const problems: Readonly<Record<string, readonly [MessageDescriptor, MessageDescriptor]>> = {
  declined: [msg`Die Anmeldung wurde beim Anmeldedienst abgebrochen.`, again],
  unreachable: [
    msg`Der Anmeldedienst Ihrer Organisation ist gerade nicht erreichbar.`,
    msg`Versuchen Sie es in einigen Minuten noch einmal.`,
  ],
  'auth.step_ended': [msg`Diese Anmeldung ist abgelaufen.`, again],
  'auth.not_signed_in': [msg`Diese Anmeldung ist abgelaufen.`, again],
  unknown_person: [msg`Der Anmeldedienst kennt Sie, aber hier gibt es noch kein Konto für Sie.`, askAdministration],
  mail_not_verified: [msg`Der Anmeldedienst bestätigt Ihre E-Mail-Adresse nicht.`, askAdministration],
  not_linkable: [msg`Ihre E-Mail-Adresse lässt sich keinem Konto sicher zuordnen.`, askAdministration],
  login_taken: [msg`Ihren Anmeldenamen hat hier schon jemand anderes.`, askAdministration],
  no_login: [msg`Der Anmeldedienst nennt keinen Anmeldenamen, der hier möglich ist.`, askAdministration],
  unknown_organisation: [msg`Die Organisation, die der Anmeldedienst nennt, gibt es hier nicht.`, askAdministration],
  outside: [msg`Ihr Konto gehört nicht zur Organisation dieses Anmeldedienstes.`, askAdministration],
  protected: [
    msg`Ihr Konto darf mehr, als die Organisation dieses Anmeldedienstes vergeben kann.`,
    msg`Melden Sie sich mit Passwort oder Passkey an.`,
  ],
  disabled: [msg`Ihr Konto ist gesperrt oder beendet.`, askAdministration],
  other_person: [
    msg`Beim Anmeldedienst hat sich jemand anderes angemeldet.`,
    msg`Melden Sie sich dort mit Ihrem eigenen Konto an.`,
  ],
  not_proven_anew: [msg`Der Anmeldedienst hat Sie nicht neu nach Ihrer Anmeldung gefragt.`, askAdministration],
};
const otherProblem = [msg`Die Anmeldung beim Anmeldedienst ist nicht gelungen.`, again] as const;

/** What went wrong on the way to the organisation's own provider and back. */
export function ProviderProblem({ reason }: { readonly reason: string }) {
  const { t } = useLingui();
  const [title, text] = problems[reason] ?? otherProblem;
  return (
    <Banner tone="danger" title={t(title)}>
      {t(text)}
    </Banner>
  );
}
