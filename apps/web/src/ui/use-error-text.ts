import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import { useCallback } from 'react';
import { ApiError } from '../api/api-error.ts';

interface ErrorText {
  readonly title: string;
  readonly detail: string | undefined;
}

/** Words for codes; a feature adds its own by passing `own`. What is not here falls back to the kind (the status). */
const byCode: Record<string, MessageDescriptor> = {
  'web.unreachable': msg`Der Server ist gerade nicht erreichbar. Bitte prüfen Sie Ihre Verbindung.`,
  'auth.wrong_credentials': msg`Anmeldename oder Passwort ist nicht richtig.`,
  'auth.cross_site': msg`Die Anfrage kam von einer anderen Seite und wurde abgelehnt.`,
  'database.unavailable': msg`Die Datenbank ist gerade nicht erreichbar. Bitte versuchen Sie es gleich noch einmal.`,
};

const byStatus: Record<number, MessageDescriptor> = {
  400: msg`Die Eingabe ist nicht gültig.`,
  401: msg`Sie sind nicht angemeldet.`,
  403: msg`Dazu fehlt Ihnen die Berechtigung.`,
  404: msg`Das gibt es nicht oder nicht mehr.`,
  409: msg`Das passt nicht zum aktuellen Stand. Vielleicht gibt es den Namen schon.`,
  412: msg`Inzwischen hat sich etwas geändert. Bitte laden Sie die Seite neu.`,
  413: msg`Das ist zu groß.`,
  423: msg`Das ist gerade gesperrt.`,
  429: msg`Zu viele Versuche. Bitte warten Sie einen Moment.`,
  503: msg`Der Dienst ist gerade überlastet. Bitte versuchen Sie es gleich noch einmal.`,
  507: msg`Der Speicherplatz reicht nicht aus.`,
};

/** Turns any failure into words of the current language; the server's own text is kept as the detail of bad input. */
export function useErrorText(): (error: unknown, own?: Record<string, MessageDescriptor>) => ErrorText {
  const { t } = useLingui();
  return useCallback(
    (error, own = {}) => {
      if (!(error instanceof ApiError)) return { title: t`Etwas ist schiefgegangen.`, detail: undefined };
      const message = own[error.code] ?? byCode[error.code] ?? byStatus[error.status];
      if (message !== undefined) return { title: t(message), detail: undefined };
      const occurrence = error.problem['occurrence'];
      return {
        title: t`Auf dem Server ist ein Fehler aufgetreten. Es wurde nichts geändert.`,
        detail: typeof occurrence === 'string' ? t`Kennung für die Meldung: ${occurrence}` : undefined,
      };
    },
    [t],
  );
}
