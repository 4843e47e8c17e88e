import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import type { ItemKind, Run, SourceKind } from './api/sources.ts';

export const kindWords: Record<SourceKind, MessageDescriptor> = {
  ldap: msg`LDAP-Verzeichnis`,
  csv: msg`CSV-Datei`,
  scim: msg`SCIM`,
};

export const stateWords: Record<Run['state'], MessageDescriptor> = {
  waiting: msg`Wartet`,
  reading: msg`Wird gelesen`,
  applying: msg`Wird übernommen`,
  done: msg`Übernommen`,
  looked: msg`Angesehen`,
  braked: msg`Angehalten`,
  failed: msg`Fehlgeschlagen`,
  discarded: msg`Verworfen`,
};

export const modeWords: Record<Run['mode'], MessageDescriptor> = {
  full: msg`Vollständig`,
  changes: msg`Nur Änderungen`,
  csv: msg`Datei`,
};

export const itemWords: Record<ItemKind, MessageDescriptor> = {
  added: msg`Neu`,
  changed: msg`Geändert`,
  returning: msg`Zurück`,
  leaving: msg`Ausscheiden`,
  'group-added': msg`Neue Gruppen`,
  'group-changed': msg`Geänderte Gruppen`,
  'group-removed': msg`Entfallene Gruppen`,
  problem: msg`Hinweise`,
};

export const fieldWords: Record<string, MessageDescriptor> = {
  externalId: msg`Kennung der Quelle`,
  login: msg`Anmeldename`,
  name: msg`Name`,
  firstName: msg`Vorname`,
  lastName: msg`Nachname`,
  email: msg`E-Mail`,
  addresses: msg`Weitere Adressen`,
  organisation: msg`Organisation`,
  groups: msg`Gruppen`,
  manager: msg`Vorgesetzte Person`,
  jobTitle: msg`Aufgabe`,
  phone: msg`Telefon`,
  place: msg`Arbeitsort`,
  language: msg`Sprache`,
  disabled: msg`Gesperrt`,
  key: msg`Kürzel`,
};

export const problemWords: Record<string, MessageDescriptor> = {
  no_id: msg`Der Eintrag hat keine brauchbare Kennung.`,
  id_twice: msg`Dieselbe Kennung kommt mehrmals vor.`,
  bad_login: msg`Daraus lässt sich kein Anmeldename bilden: erlaubt sind Kleinbuchstaben, Ziffern und . _ @ -`,
  login_twice: msg`Derselbe Anmeldename kommt in der Quelle mehrmals vor.`,
  login_taken: msg`Der Anmeldename gehört schon jemand anderem.`,
  bad_name: msg`Der Name fehlt.`,
  bad_email: msg`Das ist keine E-Mail-Adresse; sie wird weggelassen.`,
  bad_phone: msg`Das ist keine Telefonnummer; sie wird weggelassen.`,
  too_long: msg`Der Wert ist zu lang.`,
  unknown_organisation: msg`Diese Organisation ist hier nicht bekannt.`,
  outside_organisation: msg`Diese Organisation liegt außerhalb des Bereichs der Quelle.`,
  closed_organisation: msg`Diese Organisation ist geschlossen.`,
  bad_group: msg`Die Gruppe hat keinen brauchbaren Namen.`,
  protected: msg`Die Person verwaltet mehr als den Bereich der Quelle; Anmeldename und Adressen ändert nur die Plattformverwaltung.`,
  group_key_taken: msg`Eine Gruppe mit diesem Kürzel gibt es schon.`,
};

/** Why a source could not be read: the reason that the server gives. */
export const reasonWords: Record<string, MessageDescriptor> = {
  no_connection: msg`Der Server der Quelle antwortet nicht. Prüfen Sie Adresse und Firewall.`,
  connection_lost: msg`Die Verbindung zur Quelle ist abgebrochen.`,
  unknown_host: msg`Den Namen des Servers gibt es nicht.`,
  certificate: msg`Dem Zertifikat des Servers wird nicht vertraut. Hinterlegen Sie das Zertifikat der Zertifizierungsstelle.`,
  busy: msg`Der Server der Quelle ist gerade überlastet.`,
  wrong_password: msg`Anmeldung abgelehnt: Benutzer oder Passwort ist nicht richtig.`,
  password_missing: msg`Für diesen Benutzer fehlt das Passwort.`,
  no_access: msg`Der Benutzer darf hier nicht lesen.`,
  no_such_entry: msg`Die Suchbasis gibt es auf dem Server nicht.`,
  bad_name: msg`Die Suchbasis oder der Benutzer ist kein gültiger Name (DN).`,
  encryption_required: msg`Der Server verlangt eine verschlüsselte Verbindung.`,
  sign_in_method: msg`Der Server lässt diese Art der Anmeldung nicht zu.`,
  size_limit: msg`Der Server gibt nicht alle Einträge heraus; erhöhen Sie dort die Grenze oder verkleinern Sie die Seiten.`,
  time_limit: msg`Der Server hat die Suche abgebrochen, weil sie zu lange dauerte.`,
  admin_limit: msg`Eine Grenze des Servers verhindert die Suche.`,
  referral: msg`Der Server verweist auf einen anderen. Tragen Sie dessen Adresse ein.`,
  unwilling: msg`Der Server lehnt die Anfrage ab.`,
  no_columns: msg`Die erste Zeile der Datei muss die Spalten benennen.`,
  too_many_columns: msg`Die Datei hat zu viele Spalten.`,
  too_many_rows: msg`Die Datei hat zu viele Zeilen.`,
  column_twice: msg`Zwei Spalten haben denselben Namen.`,
  not_text: msg`Die Datei ist kein Text. Speichern Sie sie als CSV.`,
  quote_not_closed: msg`Ein Anführungszeichen wird nicht geschlossen.`,
  invalid_opening_quote: msg`Ein Anführungszeichen steht an der falschen Stelle.`,
  interrupted: msg`Der Lauf wurde unterbrochen.`,
};

export const codeWords: Record<string, MessageDescriptor> = {
  'directory.source_busy': msg`Ein Lauf dieser Quelle ist schon im Gang.`,
  'directory.source_disabled': msg`Die Quelle ist abgeschaltet.`,
  'directory.difference_outdated': msg`Inzwischen gibt es einen neueren Stand. Bitte sehen Sie sich diesen an.`,
  'directory.upload_not_found': msg`Bitte wählen Sie die Datei noch einmal aus.`,
  'directory.source_not_found': msg`Diese Quelle gibt es nicht oder nicht mehr.`,
  'directory.organisation_not_found': msg`Wählen Sie eine Organisation aus.`,
};
