import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import type { OrganisationRole } from '../api/roles.ts';

export const roleNames: Readonly<Record<OrganisationRole, MessageDescriptor>> = {
  'organisation-administrator': msg`Verwaltung`,
  auditor: msg`Prüfung`,
  reporter: msg`Berichte`,
  'access-manager': msg`Arbeitsplätze`,
};

export const roleTexts: Readonly<Record<OrganisationRole, MessageDescriptor>> = {
  'organisation-administrator': msg`Verwaltet Personen, Gruppen, Gäste und Regeln. Liest keine Dateien anderer.`,
  auditor: msg`Liest das Protokoll.`,
  reporter: msg`Sieht Kennzahlen.`,
  'access-manager': msg`Verwaltet Arbeitsplätze und Verbindungen.`,
};
