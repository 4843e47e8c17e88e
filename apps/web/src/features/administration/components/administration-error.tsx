import { msg } from '@lingui/core/macro';
import { Banner } from '../../../ui/banner.tsx';
import { ApiError } from '../../../api/api-error.ts';
import { useErrorText } from '../../../ui/use-error-text.ts';

const fields = {
  login: msg`Der Anmeldename hat 1 bis 64 Kleinbuchstaben, Ziffern oder . _ @ - und beginnt mit Buchstabe oder Ziffer.`,
  key: msg`Das Kürzel hat 1 bis 64 Kleinbuchstaben, Ziffern oder - und beginnt mit Buchstabe oder Ziffer.`,
  name: msg`Der Name hat 1 bis 200 Zeichen und keinen Zeilenumbruch.`,
  email: msg`Das ist keine E-Mail-Adresse.`,
};

export const administrationMessages = {
  'directory.login_taken': msg`Diesen Anmeldenamen gibt es schon.`,
  'directory.organisation_exists': msg`Eine Organisation mit diesem Kürzel gibt es schon.`,
  'directory.group_exists': msg`Eine Gruppe mit diesem Kürzel gibt es schon.`,
  'directory.last_administrator': msg`Mindestens eine Person muss die Plattform verwalten können.`,
  'directory.not_allowed': msg`Das darf nur, wer hier verwaltet. Es wurde nichts geändert.`,
  'directory.rule_loosens': msg`Weiter oben gilt Strengeres. Es wurde nichts geändert.`,
  'directory.person_not_found': msg`Diese Person gibt es nicht oder nicht mehr.`,
  'directory.organisation_not_found': msg`Diese Organisation gibt es nicht oder nicht mehr.`,
  'directory.organisation_closed': msg`Diese Organisation ist geschlossen: Es kann niemand dazukommen.`,
  'directory.organisation_in_use': msg`Dazu gehört noch etwas, oder es gehörte einmal dazu. Schließen Sie die Organisation stattdessen.`,
  'directory.organisation_cycle': msg`Eine Organisation kann nicht unter sich selbst stehen.`,
  'directory.mail_domain_taken': msg`Eine andere Organisation hat diese Mail-Domäne schon.`,
  'directory.official_key_taken': msg`Eine andere Organisation hat diesen amtlichen Schlüssel schon.`,
  'directory.logo_invalid': msg`Das ist kein PNG-, JPEG- oder WebP-Bild. Es wurde nichts geändert.`,
  'directory.manager_cycle': msg`Niemand kann sich selbst vorgesetzt sein, auch nicht über andere.`,
  'directory.colleague_unfit': msg`Vorgesetzt oder in Vertretung sein kann nur, wer hier arbeitet.`,
  'directory.successor_unfit': msg`Die Nachfolge kann nur jemand anderes übernehmen, der hier arbeitet.`,
  'directory.role_unfit': msg`Gäste und gesperrte Personen können keine Rolle haben.`,
  'directory.roles_above': msg`Diese Person hat eine Rolle, die Sie nicht verwalten. Ändern kann sie, wer auch dort verwaltet; oder die Rolle wird dort zuerst entzogen.`,
  'directory.not_left': msg`Die Person muss zuerst ausscheiden.`,
  'directory.person_erased': msg`Die Daten dieser Person sind gelöscht; sie kann nicht zurückkommen.`,
  'auth.step_up_required': msg`Ohne den Nachweis, dass Sie es sind, wurde nichts geändert.`,
  'files.last_manager': msg`Ein Projektraum braucht mindestens eine Person, die ihn verwaltet.`,
};

/** What administration could not do, and why. */
export function AdministrationError({ error }: { readonly error: unknown }) {
  const errorText = useErrorText();
  if (error === null) return null;
  const field =
    error instanceof ApiError && error.code === 'directory.invalid_input' ? error.details['field'] : undefined;
  const message = typeof field === 'string' && field in fields ? fields[field as keyof typeof fields] : undefined;
  const own =
    message === undefined ? administrationMessages : { ...administrationMessages, 'directory.invalid_input': message };
  return <Banner tone="danger" title={errorText(error, own).title} />;
}
