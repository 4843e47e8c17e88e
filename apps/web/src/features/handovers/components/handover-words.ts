import { msg } from '@lingui/core/macro';

export const handoverStates = {
  open: msg`In Arbeit`,
  delivered: msg`Zugestellt`,
  withdrawn: msg`Zurückgezogen`,
};

export const handoverWays = {
  drop: msg`Dateiablage`,
  request: msg`Anforderung`,
  link: msg`Link`,
  share: msg`Freigabe`,
  explicit: msg`Übergabe`,
};

export const handoverErrors = {
  'sharing.handover_not_found': msg`Diese Übergabe gibt es nicht, oder sie geht Sie nichts an.`,
  'sharing.receipt_not_ready': msg`Die Prüfsummen großer Dateien werden noch berechnet. Den Beleg gibt es gleich.`,
  'sharing.handover_not_delivered': msg`Noch wurde nichts übergeben.`,
  'http.invalid_input': msg`Dieser Link ist nicht vollständig. Öffnen Sie ihn noch einmal aus der Nachricht.`,
};

export const requestErrors = {
  'sharing.request_not_found': msg`Diese Anforderung gibt es nicht, oder sie geht Sie nichts an.`,
  'sharing.request_closed': msg`Die Anforderung ist abgeschlossen. Es wird nichts mehr angenommen.`,
  'sharing.request_outside_not_allowed': msg`Nach den Regeln der Organisation können nur Personen der Verwaltung gefragt werden.`,
  'sharing.request_part_empty': msg`Wählen Sie zuerst Dateien aus.`,
  'sharing.request_nothing_begun': msg`Wählen Sie zuerst Dateien aus.`,
  'files.read_only': msg`In diesem Ordner dürfen Sie nur lesen. Wählen Sie einen anderen.`,
  'http.invalid_input': msg`Dieser Link ist nicht vollständig. Öffnen Sie ihn noch einmal aus der Nachricht.`,
};
