import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';

const tooMuch = msg`zu groß oder zu verschachtelt`;
const unreadable = msg`so geschrieben, dass es niemand lesen kann`;
const contradictory = msg`die Angaben widersprechen sich`;
const tooLarge = msg`Die Datei ist zu groß: höchstens 50 MB und 50.000 Einträge. Nichts wurde übernommen.`;

/** Why something of a file was left out. */
const words: Readonly<Record<string, MessageDescriptor>> = {
  'too-large': tooMuch,
  'too-many': tooMuch,
  'too-deep': tooMuch,
  'too-costly': tooMuch,
  encoding: unreadable,
  'control-character': unreadable,
  malformed: unreadable,
  value: msg`ein Datum oder eine Dauer ist ungültig`,
  rule: msg`die Wiederholung ist ungültig`,
  'time-zone': msg`die Zeitzone ist ungültig`,
  'no-component': msg`diese Art von Eintrag nimmt der Kalender nicht auf`,
  'no-occurrence': msg`ändert einen Termin, den die Serie nicht hat`,
};

export const problemText = (problem: string): MessageDescriptor => words[problem] ?? contradictory;

export const importErrors: Record<string, MessageDescriptor> = {
  'calendar.data_invalid': msg`Das ist kein Kalender. Gebraucht wird eine iCalendar-Datei (.ics).`,
  'calendar.import_too_large': tooLarge,
  'http.body_too_large': tooLarge,
  'calendar.import_not_found': msg`Der Import ist zu lange her und kann nicht mehr zurückgenommen werden.`,
};
