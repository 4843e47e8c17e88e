import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';

/** What is wrong with a setting that the server refuses. */
export const settingWords: Record<string, MessageDescriptor> = {
  url: msg`Die Adresse sieht so aus: ldaps://verzeichnis.behoerde.de oder ldap://server:389`,
  startTls: msg`StartTLS gehört zu ldap://; ldaps:// ist von Anfang an verschlüsselt.`,
  ca: msg`Das Zertifikat wird als Text (PEM) eingetragen: -----BEGIN CERTIFICATE-----`,
  base: msg`Tragen Sie ein, wo im Verzeichnis Personen gesucht werden.`,
  filter: msg`Der Filter ist nicht gültig. Er sieht so aus: (objectClass=person)`,
  groups: msg`Die Angaben zu Gruppen sind nicht gültig.`,
  attributes: msg`Der Name eines Attributs ist nicht gültig.`,
  organisationAttribute: msg`Tragen Sie ein, welches Attribut die Organisation nennt.`,
  organisations: msg`Die Zuordnung der Organisationen ist nicht gültig.`,
  loginSuffix: msg`Dieser Zusatz zum Anmeldenamen ist nicht möglich.`,
  pageSize: msg`Die Seitengröße liegt zwischen 1 und 10.000.`,
  brakeShare: msg`Der Anteil liegt zwischen 0 und 100 %.`,
  brakeLeast: msg`Die Zahl der Personen ist nicht gültig.`,
  columns: msg`Die Zuordnung der Spalten ist nicht gültig.`,
  secret: msg`Geben Sie das Passwort noch einmal ein: Es würde an einen anderen Server oder auf andere Weise gesendet.`,
  name: msg`Der Name hat 1 bis 200 Zeichen und keinen Zeilenumbruch.`,
  label: msg`Geben Sie dem Zugang einen Namen.`,
};
