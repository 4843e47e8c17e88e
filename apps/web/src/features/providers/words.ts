import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';

/** What is wrong with a field that the server refuses. */
export const fieldWords: Readonly<Record<string, MessageDescriptor>> = {
  key: msg`Das Kürzel hat 1 bis 64 Kleinbuchstaben, Ziffern oder - und beginnt mit Buchstabe oder Ziffer.`,
  name: msg`Der Name hat 1 bis 200 Zeichen und keinen Zeilenumbruch.`,
  issuer: msg`Die Adresse sieht so aus: https://anmeldung.behoerde.de/realms/amt, ohne /.well-known/…`,
  clientId: msg`Die Client-ID hat 1 bis 255 Zeichen.`,
  secret: msg`Geben Sie das Geheimnis noch einmal ein: Es würde an eine andere Adresse oder für einen anderen Client gesendet.`,
  mailDomains: msg`Das ist keine Mail-Domäne.`,
  'settings.scope': msg`Die Bereiche (Scopes) sind Wörter mit Leerzeichen dazwischen; openid gehört dazu.`,
  'settings.claims': msg`Der Name einer Angabe (Claim) fehlt oder ist zu lang.`,
  'settings.organisations': msg`Eine der Organisationen gibt es hier und darunter nicht.`,
  'settings.groups': msg`Eine der Gruppen gibt es hier und darunter nicht.`,
  'settings.roles': msg`Rollen sind organisation-administrator, auditor, reporter und access-manager.`,
  'settings.loginSuffix': msg`Dieser Zusatz zum Anmeldenamen ist nicht möglich.`,
};

export const codeWords: Record<string, MessageDescriptor> = {
  'directory.provider_exists': msg`Dieses Kürzel hat schon ein Anmeldedienst, vielleicht einer anderen Organisation.`,
  'directory.too_many_providers': msg`Mehr als fünf Anmeldedienste sind je Organisation nicht möglich.`,
  'directory.provider_domain_taken': msg`Eine der Mail-Domänen gehört schon zu einem anderen Anmeldedienst.`,
  'directory.provider_domain_foreign': msg`Eine der Mail-Domänen gehört weder zu dieser Organisation noch zu einer darunter. Zuerst gehört sie in die Angaben der Organisation; das trägt ein, wer darüber verwaltet.`,
  'directory.not_allowed': msg`Das darf nur, wer hier verwaltet. Es wurde nichts geändert.`,
  'auth.step_up_required': msg`Ohne den Nachweis, dass Sie es sind, wurde nichts geändert.`,
};

/** Why the provider's description could not be read. */
export const reasonWords: Readonly<Record<string, MessageDescriptor>> = {
  address_refused: msg`Diese Adresse liegt in einem internen Netz. Der Betrieb muss es in LANDESCLOUD_PROVIDER_NETWORKS freigeben.`,
  unknown_host: msg`Diesen Namen kennt das DNS nicht.`,
  certificate: msg`Das Zertifikat des Anmeldedienstes ist nicht gültig oder nicht bekannt.`,
  time_out: msg`Der Anmeldedienst antwortet nicht.`,
  no_connection: msg`Es kommt keine Verbindung zustande.`,
  no_provider: msg`Unter dieser Adresse beschreibt sich kein OpenID-Connect-Dienst.`,
  other_issuer: msg`Der Dienst nennt eine andere Adresse als die eingetragene. Achten Sie auf den Schrägstrich am Ende.`,
};
