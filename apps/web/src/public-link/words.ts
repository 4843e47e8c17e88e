const de = {
  other: 'English',
  dark: 'Dunkle Darstellung',
  light: 'Helle Darstellung',
  skip: 'Zum Inhalt',
  footer: 'Freie Software unter der EUPL 1.2. Diese Seite lädt nichts von Dritten.',
  loading: 'Wird geladen …',
  close: 'Schließen',
  cancel: 'Abbrechen',
  back: 'Zurück',
  tryAgain: 'Noch einmal versuchen',
  tryAgainOf: (name: string) => `${name} noch einmal versuchen`,
  from: (name: string, organisation: string) => `Freigegeben von ${[name, organisation].filter(Boolean).join(', ')}`,
  until: (day: string) => `gilt bis ${day}`,
  endedTitle: 'Dieser Link gilt nicht mehr',
  endedText:
    'Er ist abgelaufen oder wurde zurückgezogen. Bitten Sie die Person, die ihn geschickt hat, um einen neuen.',
  absentTitle: 'Diesen Link gibt es nicht',
  absentText:
    'Vielleicht fehlt ein Teil der Adresse. Öffnen Sie den Link noch einmal aus der Nachricht, oder kopieren Sie ihn ganz.',
  passwordTitle: 'Dieser Link ist geschützt',
  passwordText: 'Geben Sie das Passwort ein, das Sie bekommen haben.',
  password: 'Passwort',
  open: 'Öffnen',
  codeTitle: 'Ein Code bestätigt, dass Sie es sind',
  codeText: 'Der Link wurde an bestimmte Mailadressen geschickt. Wir senden einen Code an Ihre.',
  address: 'E-Mail-Adresse',
  sendCode: 'Code senden',
  codeSent: (address: string) => `Wenn ${address} eingeladen ist, kommt dort gleich ein Code an. Er gilt zehn Minuten.`,
  code: 'Code aus der Mail',
  otherAddress: 'Andere Adresse',
  wrongPassword: 'Das Passwort stimmt nicht.',
  wrongCode: 'Der Code stimmt nicht oder ist abgelaufen.',
  wait: (seconds: number) =>
    `Zu viele Versuche. Warten Sie ${seconds > 90 ? `${Math.ceil(seconds / 60)} Minuten` : `${seconds} Sekunden`}.`,
  empty: 'Hier liegt noch nichts.',
  downloadAll: 'Alles herunterladen',
  download: 'Herunterladen',
  downloadOf: (name: string) => `${name} herunterladen`,
  showOf: (name: string) => `${name} ansehen`,
  more: 'Mehr anzeigen',
  entries: (count: number) => (count === 1 ? '1 Eintrag' : `${count} Einträge`),
  path: 'Pfad',
  files: 'Dateien',
  viewOnly: 'Nur zum Ansehen: Herunterladen ist nicht vorgesehen.',
  noPreview: 'Keine Vorschau möglich',
  firstPage: 'Die Vorschau zeigt die erste Seite.',
  previewMaking: 'Die Vorschau entsteht gerade …',
  left: (count: number) =>
    count === 0
      ? 'Die Zahl der möglichen Downloads ist erreicht.'
      : `Noch ${count === 1 ? '1 Download' : `${count} Downloads`} möglich.`,
  dropLead: (name: string, organisation: string) =>
    `${[name, organisation].filter(Boolean).join(', ')} nimmt hier Dateien entgegen. Was Sie abgeben, sieht sonst niemand.`,
  who: 'Wer gibt etwas ab?',
  yourName: 'Ihr Name',
  yourOrganisation: 'Firma oder Einrichtung',
  yourAddress: 'E-Mail-Adresse für die Bestätigung',
  message: 'Nachricht',
  optional: 'freiwillig',
  next: 'Weiter',
  sender: (name: string) => `Abgabe von ${name}`,
  dropHere: 'Dateien oder Ordner hierher ziehen',
  chooseFiles: 'Dateien auswählen',
  chooseFolder: 'Ordner auswählen',
  submit: 'Abgeben',
  submitHint: 'Erst mit „Abgeben“ ist es übergeben. Bis dahin können Sie alles noch entfernen.',
  submitting: 'Wird abgegeben …',
  arrived: 'Schon angekommen',
  unfinished: (count: number) =>
    `${count === 1 ? '1 Datei war' : `${count} Dateien waren`} noch unterwegs. Wählen Sie sie noch einmal aus: Es geht weiter, wo es aufgehört hat.`,
  submittedTitle: 'Vielen Dank, es ist abgegeben',
  submittedAt: (moment: string, count: number, size: string, number: string) =>
    `Am ${moment} Uhr: ${count === 1 ? '1 Datei' : `${count} Dateien`}, zusammen ${size}. Vorgang ${number}.`,
  submittedMail: (address: string) => `Eine Bestätigung geht an ${address}.`,
  receipt: 'Bestätigung ansehen',
  again: 'Weitere Dateien abgeben',
  uploads: 'Übertragung',
  pauseAll: 'Anhalten',
  resumeAll: 'Fortsetzen',
  waiting: 'Wartet',
  done: 'Angekommen',
  running: (percent: number) => `${percent} %`,
  paused: 'Angehalten',
  retrying: 'Verbindung unterbrochen, es geht gleich weiter',
  stopOf: (name: string) => `${name} nicht übertragen`,
  remove: 'Löschen',
  removeTitle: 'Wirklich löschen?',
  removeText: (name: string) => `„${name}“ wird aus dem Ordner gelöscht.`,
  deleteOf: (name: string) => `${name} löschen`,
  renameOf: (name: string) => `${name} umbenennen`,
  rename: 'Umbenennen',
  name: 'Name',
  newFolder: 'Neuer Ordner',
  create: 'Anlegen',
  unreadable: (count: number) => `${count === 1 ? '1 Eintrag ließ' : `${count} Einträge ließen`} sich nicht lesen.`,
  left_: (time: string) => `noch etwa ${time}`,
  seconds: (count: number) => `${count} Sekunden`,
  minutes: (count: number) => (count === 1 ? '1 Minute' : `${count} Minuten`),
  hours: (count: number) => (count === 1 ? '1 Stunde' : `${count} Stunden`),
  released: {
    waiting: 'wird noch auf Schadsoftware geprüft',
    clean: '',
    infected: 'Schadsoftware gefunden, wird zurückgehalten',
    'not-scannable': 'konnte nicht geprüft werden',
    withheld: 'konnte nicht geprüft werden, wird zurückgehalten',
  },
  failed: {
    held: 'Die Datei wird noch geprüft oder zurückgehalten.',
    network: 'Keine Verbindung. Was angekommen ist, bleibt; versuchen Sie es gleich noch einmal.',
    room: 'Es ist kein Platz mehr. Sagen Sie der Person Bescheid, die den Link geschickt hat.',
    name: 'Dieser Name ist hier nicht möglich.',
    taken: 'Der Name ist schon vergeben.',
    notAllowed: 'Das ist mit diesem Link nicht vorgesehen.',
    gone: 'Das gibt es nicht mehr.',
    usedUp: 'Die Zahl der möglichen Downloads ist erreicht.',
    kind: 'Diese Art von Datei wird hier nicht angenommen.',
    nothing: 'Es ist noch nichts angekommen.',
    closed: 'Die Anforderung ist abgeschlossen. Es wird nichts mehr angenommen.',
    address: 'Das ist keine Mailadresse.',
    time: 'Die vorgeschlagene Zeit muss in der Zukunft liegen und nach ihrem Beginn enden.',
    other: 'Das hat nicht geklappt. Es ist nichts verloren; versuchen Sie es noch einmal.',
  },
};
export type Words = typeof de;

const en: Words = {
  other: 'Deutsch',
  dark: 'Dark appearance',
  light: 'Light appearance',
  skip: 'To the content',
  footer: 'Free software under the EUPL 1.2. This page loads nothing from third parties.',
  loading: 'Loading …',
  close: 'Close',
  cancel: 'Cancel',
  back: 'Back',
  tryAgain: 'Try again',
  tryAgainOf: (name) => `Try ${name} again`,
  from: (name, organisation) => `Shared by ${[name, organisation].filter(Boolean).join(', ')}`,
  until: (day) => `works until ${day}`,
  endedTitle: 'This link no longer works',
  endedText: 'It has expired or was withdrawn. Ask the person who sent it for a new one.',
  absentTitle: 'There is no such link',
  absentText: 'Part of the address may be missing. Open the link from the message once more, or copy all of it.',
  passwordTitle: 'This link is protected',
  passwordText: 'Enter the password that you were given.',
  password: 'Password',
  open: 'Open',
  codeTitle: 'A code confirms that it is you',
  codeText: 'This link was sent to certain mail addresses. We send a code to yours.',
  address: 'Mail address',
  sendCode: 'Send code',
  codeSent: (address) => `If ${address} is invited, a code arrives there in a moment. It works for ten minutes.`,
  code: 'Code from the mail',
  otherAddress: 'Another address',
  wrongPassword: 'The password is not right.',
  wrongCode: 'The code is not right, or too old.',
  wait: (seconds) =>
    `Too many tries. Wait ${seconds > 90 ? `${Math.ceil(seconds / 60)} minutes` : `${seconds} seconds`}.`,
  empty: 'There is nothing here yet.',
  downloadAll: 'Download all',
  download: 'Download',
  downloadOf: (name) => `Download ${name}`,
  showOf: (name) => `View ${name}`,
  more: 'Show more',
  entries: (count) => (count === 1 ? '1 entry' : `${count} entries`),
  path: 'Path',
  files: 'Files',
  viewOnly: 'For viewing only: downloads are not intended.',
  noPreview: 'No preview possible',
  firstPage: 'The preview shows the first page.',
  previewMaking: 'The preview is being made …',
  left: (count) =>
    count === 0
      ? 'The number of possible downloads is reached.'
      : `${count === 1 ? '1 download' : `${count} downloads`} left.`,
  dropLead: (name, organisation) =>
    `${[name, organisation].filter(Boolean).join(', ')} takes files here. Nobody else sees what you hand in.`,
  who: 'Who is handing something in?',
  yourName: 'Your name',
  yourOrganisation: 'Company or institution',
  yourAddress: 'Mail address for the confirmation',
  message: 'Message',
  optional: 'optional',
  next: 'Continue',
  sender: (name) => `Submission by ${name}`,
  dropHere: 'Drag files or folders here',
  chooseFiles: 'Choose files',
  chooseFolder: 'Choose a folder',
  submit: 'Hand in',
  submitHint: 'It is handed over only with “Hand in”. Until then you can still remove everything.',
  submitting: 'Handing in …',
  arrived: 'Arrived already',
  unfinished: (count) =>
    `${count === 1 ? '1 file was' : `${count} files were`} still under way. Choose them once more: it goes on where it stopped.`,
  submittedTitle: 'Thank you, it is handed in',
  submittedAt: (moment, count, size, number) =>
    `On ${moment}: ${count === 1 ? '1 file' : `${count} files`}, ${size} in all. Number ${number}.`,
  submittedMail: (address) => `A confirmation goes to ${address}.`,
  receipt: 'See the confirmation',
  again: 'Hand in more files',
  uploads: 'Transfer',
  pauseAll: 'Pause',
  resumeAll: 'Resume',
  waiting: 'Waiting',
  done: 'Arrived',
  running: (percent) => `${percent} %`,
  paused: 'Paused',
  retrying: 'Connection lost, it goes on in a moment',
  stopOf: (name) => `Do not transfer ${name}`,
  remove: 'Delete',
  removeTitle: 'Really delete?',
  removeText: (name) => `“${name}” is deleted from the folder.`,
  deleteOf: (name) => `Delete ${name}`,
  renameOf: (name) => `Rename ${name}`,
  rename: 'Rename',
  name: 'Name',
  newFolder: 'New folder',
  create: 'Create',
  unreadable: (count) => `${count === 1 ? '1 entry' : `${count} entries`} could not be read.`,
  left_: (time) => `about ${time} left`,
  seconds: (count) => `${count} seconds`,
  minutes: (count) => (count === 1 ? '1 minute' : `${count} minutes`),
  hours: (count) => (count === 1 ? '1 hour' : `${count} hours`),
  released: {
    waiting: 'is still being checked for malware',
    clean: '',
    infected: 'malware found, held back',
    'not-scannable': 'could not be checked',
    withheld: 'could not be checked, held back',
  },
  failed: {
    held: 'The file is still being checked, or held back.',
    network: 'No connection. What has arrived stays; try again in a moment.',
    room: 'There is no room left. Tell the person who sent the link.',
    name: 'This name is not possible here.',
    taken: 'The name is taken.',
    notAllowed: 'This link is not made for that.',
    gone: 'It is not there any more.',
    usedUp: 'The number of possible downloads is reached.',
    kind: 'This kind of file is not taken here.',
    nothing: 'Nothing has arrived yet.',
    closed: 'The request is closed. Nothing is taken any more.',
    address: 'This is no mail address.',
    time: 'The proposed time has to be in the future and to end after it begins.',
    other: 'That did not work. Nothing is lost; try again.',
  },
};

export type Language = 'de' | 'en';
const key = 'landescloud-language';

function stored(): Language | null {
  try {
    const value = localStorage.getItem(key);
    return value === 'de' || value === 'en' ? value : null;
  } catch {
    return null;
  }
}

let language: Language = stored() ?? (navigator.language.toLowerCase().startsWith('de') ? 'de' : 'en');

export function currentLanguage(): Language {
  return language;
}

export function words(): Words {
  return language === 'de' ? de : en;
}

export function switchLanguage(): void {
  language = language === 'de' ? 'en' : 'de';
  try {
    localStorage.setItem(key, language);
  } catch {
    // a browser that keeps nothing asks again next time
  }
}
