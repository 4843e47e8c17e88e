import { useLingui } from '@lingui/react/macro';
import { Dialog } from '../../../ui/dialog.tsx';

/** Every key of the calendar. */
export function KeysDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useLingui();
  const parts = [
    {
      title: t`Überall im Kalender`,
      keys: [
        { keys: ['N'], text: t`Neuer Termin` },
        { keys: ['Q'], text: t`Termin in einem Satz schreiben` },
        { keys: ['T'], text: t`Zu heute` },
        { keys: [t`Bild ↑`, t`Bild ↓`], text: t`Zurück und weiter` },
        { keys: ['1', '…', '8'], text: t`Tag, Arbeitswoche, Woche, Monat, Jahr, Liste, Team, Räume` },
        { keys: ['/'], text: t`Termine suchen` },
        { keys: ['?'], text: t`Diese Übersicht` },
      ],
    },
    {
      title: t`In Tagen und Wochen`,
      keys: [
        { keys: ['←', '→'], text: t`Zum Tag davor und danach` },
        { keys: ['↑', '↓'], text: t`Zum Termin davor und danach, im Monat zur Woche` },
        { keys: [t`Eingabe`], text: t`Termin öffnen, am Tag: den Tag zeigen` },
        { keys: ['N'], text: t`Neuer Termin an diesem Tag` },
        { keys: [t`Entf`], text: t`Termin löschen` },
      ],
    },
    {
      title: t`Im ganzen Programm`,
      keys: [
        { keys: [t`Strg`, 'K'], text: t`Schnellsuche und Befehle` },
        { keys: [t`Strg`, 'Z'], text: t`Das Letzte rückgängig machen` },
        { keys: ['Esc'], text: t`Schließen, Ziehen abbrechen` },
      ],
    },
  ];
  return (
    <Dialog isOpen title={t`Tastenkürzel`} onOpenChange={onClose}>
      <div className="calendar-keys">
        {parts.map(({ title, keys }) => (
          <section key={title} aria-label={title}>
            <h3>{title}</h3>
            <dl>
              {keys.map((line) => (
                <div key={line.text}>
                  <dt>
                    {line.keys.map((key) => (
                      <kbd key={key}>{key}</kbd>
                    ))}
                  </dt>
                  <dd>{line.text}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
