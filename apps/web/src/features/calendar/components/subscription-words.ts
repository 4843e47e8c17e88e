import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';

export const usualProblem = msg`Der Kalender lässt sich gerade nicht abrufen`;

/** Why a calendar from elsewhere cannot be had. */
export const problemWords: Readonly<Record<string, MessageDescriptor>> = {
  address: msg`Das ist keine Adresse eines Kalenders`,
  refused: msg`Diese Adresse darf der Server nicht abrufen`,
  unreachable: msg`Der Server des Kalenders ist nicht erreichbar`,
  timeout: msg`Der Server des Kalenders antwortet nicht`,
  'not-found': msg`Unter der Adresse gibt es nichts mehr`,
  denied: msg`Der Kalender ist nicht öffentlich`,
  failed: usualProblem,
  'too-large': msg`Der Kalender ist zu groß`,
  'no-calendar': msg`Unter der Adresse liegt kein Kalender`,
  'too-many-redirects': msg`Die Adresse leitet zu oft weiter`,
};
