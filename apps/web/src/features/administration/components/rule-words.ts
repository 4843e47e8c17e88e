import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';

interface RuleWords {
  readonly title: MessageDescriptor;
  readonly text: MessageDescriptor;
  readonly values?: Readonly<Record<string, MessageDescriptor>>;
}

const strengths = {
  password: msg`Passwort genügt`,
  'second-factor': msg`Passwort und zweiter Faktor, oder Passkey`,
  'phishing-resistant': msg`Nur Passkey`,
};

/** The rules in plain words, in the order in which they are shown. */
export const ruleWords: Readonly<Record<string, RuleWords>> = {
  'sign_in.strength': {
    title: msg`Anmeldung`,
    text: msg`Womit alle sich mindestens anmelden.`,
    values: strengths,
  },
  'sign_in.administrator_strength': {
    title: msg`Anmeldung mit Rolle`,
    text: msg`Womit sich anmeldet, wer eine Rolle hat, zum Beispiel die Verwaltung.`,
    values: strengths,
  },
  'people.visibility': {
    title: msg`Sichtbarkeit der Personen`,
    text: msg`Wer die Personen hier findet. Es gilt immer, was beide Seiten erlauben.`,
    values: {
      everyone: msg`Alle im Land`,
      branch: msg`Alle im selben Ressort`,
      organisation: msg`Nur die eigene Organisation`,
    },
  },
  'guests.invite': {
    title: msg`Gäste einladen`,
    text: msg`Wer Menschen von außen einladen darf.`,
    values: { members: msg`Alle Mitglieder`, administrators: msg`Nur die Verwaltung`, nobody: msg`Niemand` },
  },
  'guests.longest_days': {
    title: msg`Aufenthalt von Gästen`,
    text: msg`Nach so vielen Tagen muss ein Gast spätestens neu bestätigt werden.`,
  },
  'sharing.outside': {
    title: msg`Teilen nach außen`,
    text: msg`Ob Dateien mit Menschen außerhalb der Verwaltung geteilt werden dürfen.`,
    values: { allowed: msg`Erlaubt, auch über Links`, 'guests-only': msg`Nur mit Gästen`, nobody: msg`Gar nicht` },
  },
  'links.allowed': {
    title: msg`Öffentliche Links`,
    text: msg`Ob es Links gibt, die ohne Anmeldung gelten. Keine, wo nach außen nicht geteilt werden darf.`,
    values: { allowed: msg`Erlaubt`, nobody: msg`Nicht erlaubt` },
  },
  'links.password': {
    title: msg`Schutz öffentlicher Links`,
    text: msg`Ob ein Link ein Passwort haben muss, oder Empfängerinnen und Empfänger mit Code.`,
    values: { optional: msg`Freigestellt`, required: msg`Vorgeschrieben` },
  },
  'links.longest_days': {
    title: msg`Längste Dauer öffentlicher Links`,
    text: msg`Nach so vielen Tagen endet ein Link spätestens.`,
  },
  'links.default_days': {
    title: msg`Übliche Dauer öffentlicher Links`,
    text: msg`Nach so vielen Tagen endet ein Link, wenn niemand ein anderes Ende wählt.`,
  },
  'projects.create': {
    title: msg`Projekträume anlegen`,
    text: msg`Wer Projekträume der Organisation anlegen darf.`,
    values: { members: msg`Alle Mitglieder`, administrators: msg`Nur die Verwaltung` },
  },
  'projects.kept_days': {
    title: msg`Beendete Projekträume`,
    text: msg`So lange lassen sie sich nach ihrem Ende noch lesen. Danach werden sie gelöscht.`,
  },
  'exchange.create': {
    title: msg`Austauschräume anlegen`,
    text: msg`Wer Räume für den Austausch mit Dritten anlegen darf.`,
    values: { members: msg`Alle Mitglieder`, administrators: msg`Nur die Verwaltung`, nobody: msg`Niemand` },
  },
  'exchange.longest_days': {
    title: msg`Laufzeit von Austauschräumen`,
    text: msg`Nach so vielen Tagen muss ein Austauschraum spätestens verlängert werden.`,
  },
  'exchange.remind_days': {
    title: msg`Erinnerung vor dem Ende`,
    text: msg`So viele Tage vor dem Ende eines Raums werden alle erinnert, die ihn verwalten, und noch einmal drei Tage davor.`,
  },
  'exchange.kept_days': {
    title: msg`Beendete Austauschräume`,
    text: msg`So lange bleiben die Daten nach dem Ende noch bei denen, die den Raum verwalten. Danach werden sie gelöscht.`,
  },
  'release.check': {
    title: msg`Prüfung auf Schadsoftware`,
    text: msg`Welche hochgeladenen Dateien warten, bis ein Virenscanner sie geprüft hat.`,
    values: {
      none: msg`Keine`,
      'outside-where-possible': msg`Von außen, sobald ein Virenscanner eingerichtet ist`,
      outside: msg`Von außen: von Gästen und über Links`,
      all: msg`Alle`,
    },
  },
  'release.unscannable': {
    title: msg`Nicht prüfbare Dateien`,
    text: msg`Was mit Dateien geschieht, die der Virenscanner nicht ganz prüfen kann: zu große und verschlüsselte.`,
    values: { mark: msg`Freigeben, mit Hinweis`, hold: msg`Zurückhalten` },
  },
  'release.kinds': {
    title: msg`Arten von Dateien`,
    text: msg`Was von außen hochgeladen werden darf. Es zählt der Inhalt, nicht der Name. Wo alle Dateien geprüft werden, gilt es für alle.`,
    values: {
      any: msg`Alle Arten`,
      'no-programs': msg`Keine Programme und Skripte`,
      documents: msg`Nur Dokumente, Bilder, Ton und Film`,
    },
  },
  'sharing.with': {
    title: msg`Teilen innerhalb der Verwaltung`,
    text: msg`Mit wem Dateien dieser Organisation geteilt werden dürfen.`,
    values: {
      visible: msg`Mit allen, die man findet`,
      organisation: msg`Nur innerhalb der Organisation`,
    },
  },
  'sharing.longest_days': {
    title: msg`Dauer von Freigaben`,
    text: msg`Nach so vielen Tagen endet eine Freigabe spätestens. 3650 Tage: Sie braucht kein Ende.`,
  },
  'sharing.reply_to': {
    title: msg`Antworten auf Mails nach außen`,
    text: msg`Ob Antworten auf Mails zu Links und Anforderungen an die Person gehen, die sie verschickt. Ihre Adresse wird dabei bekannt.`,
    values: { sharer: msg`An die Person`, nobody: msg`An niemanden` },
  },
  'sharing.resharing': {
    title: msg`Weitergeben von Freigaben`,
    text: msg`Ob weitergeben darf, wer bearbeiten darf, wenn die Freigabe es erlaubt.`,
    values: { allowed: msg`Erlaubt`, nobody: msg`Niemand` },
  },
  'handovers.remind_days': {
    title: msg`Erinnerung an Übergaben`,
    text: msg`Nach so vielen Tagen erfährt, wer etwas übergeben hat, dass es noch niemand abgerufen hat.`,
  },
  'contacts.directory': {
    title: msg`Adressbuch der Verwaltung`,
    text: msg`Wessen Kontakte Handys und Programme erhalten. Gesucht werden kann immer nach allen, die man findet.`,
    values: {
      everyone: msg`Alle, die man findet`,
      organisation: msg`Nur die eigene Organisation`,
      search: msg`Niemand, nur die Suche`,
    },
  },
  'presence.visibility': {
    title: msg`Arbeitsort`,
    text: msg`Wer sieht, wo Beschäftigte an welchem Tag arbeiten: Dienststelle, zu Hause, unterwegs. Gründe stehen nirgends.`,
    values: {
      everyone: msg`Alle, die sie finden`,
      organisation: msg`Die eigene Organisation`,
      nobody: msg`Niemand sonst`,
    },
  },
  'calendar.holidays': {
    title: msg`Feiertage im Kalender`,
    text: msg`Die Feiertage welchen Landes alle in ihrem Kalender haben. Jede Person kann sie entfernen und andere wählen.`,
    values: {
      TH: msg`Thüringen`,
      BW: msg`Baden-Württemberg`,
      BY: msg`Bayern`,
      BE: msg`Berlin`,
      BB: msg`Brandenburg`,
      HB: msg`Bremen`,
      HH: msg`Hamburg`,
      HE: msg`Hessen`,
      MV: msg`Mecklenburg-Vorpommern`,
      NI: msg`Niedersachsen`,
      NW: msg`Nordrhein-Westfalen`,
      RP: msg`Rheinland-Pfalz`,
      SL: msg`Saarland`,
      SN: msg`Sachsen`,
      ST: msg`Sachsen-Anhalt`,
      SH: msg`Schleswig-Holstein`,
      none: msg`Keine`,
    },
  },
  'retention.trash_days': {
    title: msg`Papierkorb`,
    text: msg`So lange lassen sich gelöschte Dateien zurückholen.`,
  },
  'retention.handover_days': {
    title: msg`Besucher in Übergaben`,
    text: msg`So lange bewahren Übergaben und ihre Belege auf, was Menschen von außen nennt. Dateien, Prüfsummen und Zeiten bleiben.`,
  },
  'retention.deletion_days': {
    title: msg`Listen des Gelöschten`,
    text: msg`So lange bleibt aufbewahrt, was nach Regeln oder mit beendeten Räumen gelöscht wurde.`,
  },
  'retention.audit_days': {
    title: msg`Protokoll`,
    text: msg`So lange bewahrt das Protokoll auf, was Personen nennt.`,
  },
};

export const ruleOrder = Object.keys(ruleWords);
