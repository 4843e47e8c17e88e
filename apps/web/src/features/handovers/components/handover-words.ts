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
};

export const requestErrors = {
  'sharing.request_not_found': msg`Diese Anforderung gibt es nicht, oder sie geht Sie nichts an.`,
  'sharing.request_closed': msg`Die Anforderung ist abgeschlossen. Es wird nichts mehr angenommen.`,
  'sharing.request_outside_not_allowed': msg`Nach den Regeln der Organisation können nur Personen der Verwaltung gefragt werden.`,
  'files.read_only': msg`In diesem Ordner dürfen Sie nur lesen. Wählen Sie einen anderen.`,
};
