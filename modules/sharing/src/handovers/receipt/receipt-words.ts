import type { MailLanguage } from '@landescloud/platform/mail';

/** What stands in the PDF. */
export interface ReceiptWords {
  readonly title: string;
  readonly subject: string;
  readonly facts: Readonly<
    Record<
      'number' | 'about' | 'sender' | 'recipients' | 'organisation' | 'delivered' | 'withdrawn' | 'message' | 'issued',
      string
    >
  >;
  readonly files: (count: number, size: string) => string;
  readonly columns: Readonly<Record<'file' | 'size' | 'put' | 'sha256', string>>;
  readonly fetches: string;
  readonly fetchColumns: Readonly<Record<'file' | 'who' | 'at' | 'complete', string>>;
  readonly nobodyFetched: string;
  /** Who came by a link and was not asked for a name. */
  readonly visitor: string;
  readonly complete: string;
  readonly brokenOff: string;
  readonly notes: readonly string[];
  readonly page: (page: number, of: number | null) => string;
}

const german: ReceiptWords = {
  title: 'Übergabebeleg',
  subject: 'Beleg über die Übergabe von Dateien',
  facts: {
    number: 'Nummer der Übergabe',
    about: 'Bezeichnung',
    sender: 'Übergeben von',
    recipients: 'Übergeben an',
    organisation: 'Organisation',
    delivered: 'Übergeben am',
    withdrawn: 'Zurückgezogen am',
    message: 'Nachricht',
    issued: 'Beleg erstellt am',
  },
  files: (count, size) => `${count === 1 ? 'Eine Datei' : `${count} Dateien`}, zusammen ${size}`,
  columns: { file: 'Datei', size: 'Größe', put: 'Eingegangen', sha256: 'Prüfsumme (SHA-256)' },
  fetches: 'Abrufe',
  fetchColumns: { file: 'Datei', who: 'Abgerufen von', at: 'Zeitpunkt', complete: 'Umfang' },
  nobodyFetched: 'Bis zur Erstellung dieses Belegs wurde keine der Dateien abgerufen.',
  visitor: 'Besuch per Link',
  complete: 'vollständig',
  brokenOff: 'abgebrochen',
  notes: [
    'Dieser Beleg ist elektronisch unterschrieben. Jede nachträgliche Änderung macht die Unterschrift ungültig; PDF-Programme zeigen das an.',
    'Die Prüfsumme belegt den Inhalt: Wer die SHA-256-Prüfsumme einer Datei berechnet und denselben Wert erhält, hat genau die übergebene Datei.',
    'Dieselben Angaben liegen diesem Beleg als Datei uebergabe.json für Programme bei. Zeiten gelten für Mitteleuropa.',
  ],
  page: (page, of) => (of === null ? `Seite ${page}` : `Seite ${page} von ${of}`),
};

const english: ReceiptWords = {
  title: 'Receipt of a hand-over',
  subject: 'Receipt of files that were handed over',
  facts: {
    number: 'Number of the hand-over',
    about: 'About',
    sender: 'Handed over by',
    recipients: 'Handed over to',
    organisation: 'Organisation',
    delivered: 'Handed over on',
    withdrawn: 'Withdrawn on',
    message: 'Message',
    issued: 'Receipt made on',
  },
  files: (count, size) => `${count === 1 ? 'One file' : `${count} files`}, ${size} in all`,
  columns: { file: 'File', size: 'Size', put: 'Received', sha256: 'Checksum (SHA-256)' },
  fetches: 'Fetched',
  fetchColumns: { file: 'File', who: 'By', at: 'When', complete: 'How much' },
  nobodyFetched: 'Until this receipt was made, none of the files was fetched.',
  visitor: 'a visitor by the link',
  complete: 'all of it',
  brokenOff: 'broken off',
  notes: [
    'This receipt is signed electronically. Any later change makes the signature invalid, and PDF programs show that.',
    'The checksum proves the content: whoever computes the SHA-256 of a file and gets the same value has exactly the file that was handed over.',
    'The same facts are attached to this receipt as uebergabe.json, for programs. Times are those of central Europe.',
  ],
  page: (page, of) => (of === null ? `Page ${page}` : `Page ${page} of ${of}`),
};

export const receiptWords: Readonly<Record<MailLanguage, ReceiptWords>> = { de: german, en: english };
