import type { ActivityEntry } from '../files.ts';

type Words = (who: string, entry: ActivityEntry) => string;

const german: Readonly<Record<string, Words>> = {
  created: (who, { name }) => `${who} hat „${name}“ angelegt`,
  written: (who, { name }) => `${who} hat „${name}“ geändert`,
  renamed: (who, { name, detail }) =>
    detail === '' ? `${who} hat „${name}“ umbenannt` : `${who} hat „${detail}“ in „${name}“ umbenannt`,
  moved: (who, { name }) => `${who} hat „${name}“ verschoben`,
  copied: (who, { name }) => `${who} hat „${name}“ kopiert`,
  trashed: (who, { name }) => `${who} hat „${name}“ gelöscht`,
  restored: (who, { name }) => `${who} hat „${name}“ wiederhergestellt`,
  'version-restored': (who, { name }) => `${who} hat eine frühere Version von „${name}“ wiederhergestellt`,
  commented: (who, { name }) => `${who} hat „${name}“ kommentiert`,
  shared: (who, { name }) => `${who} hat „${name}“ freigegeben`,
  unshared: (who, { name }) => `${who} hat eine Freigabe von „${name}“ beendet`,
  linked: (who, { name }) => `${who} hat einen Link auf „${name}“ gemacht`,
  unlinked: (who, { name }) => `${who} hat einen Link auf „${name}“ beendet`,
  'handed-over': (who, { name }) => `${who} hat „${name}“ übergeben`,
};

const english: Readonly<Record<string, Words>> = {
  created: (who, { name }) => `${who} created “${name}”`,
  written: (who, { name }) => `${who} changed “${name}”`,
  renamed: (who, { name, detail }) =>
    detail === '' ? `${who} renamed “${name}”` : `${who} renamed “${detail}” to “${name}”`,
  moved: (who, { name }) => `${who} moved “${name}”`,
  copied: (who, { name }) => `${who} copied “${name}”`,
  trashed: (who, { name }) => `${who} deleted “${name}”`,
  restored: (who, { name }) => `${who} restored “${name}”`,
  'version-restored': (who, { name }) => `${who} restored an earlier version of “${name}”`,
  commented: (who, { name }) => `${who} commented on “${name}”`,
  shared: (who, { name }) => `${who} shared “${name}”`,
  unshared: (who, { name }) => `${who} ended a share of “${name}”`,
  linked: (who, { name }) => `${who} made a link to “${name}”`,
  unlinked: (who, { name }) => `${who} ended a link to “${name}”`,
  'handed-over': (who, { name }) => `${who} handed over “${name}”`,
};

/** What happened, in a sentence for who reads it in a client. */
export function activityWords(entry: ActivityEntry, language: string): string {
  const isEnglish = language === 'en';
  const { person, visitor, kind, name } = entry;
  const who = person?.name ?? (visitor || (isEnglish ? 'Somebody' : 'Jemand'));
  const words = (isEnglish ? english : german)[kind];
  return words?.(who, entry) ?? (isEnglish ? `${who} worked on “${name}”` : `${who} hat „${name}“ bearbeitet`);
}
