import type { FieldChange } from '@landescloud/vcard';
import { invalidContact } from '../errors.ts';

const longest = 1_000;
const longestNote = 100_000;
const mostEntries = 50;
const mostMembers = 5_000;

/** Throws Invalid `contacts.invalid_contact`, which names the field. */
export function checkFields(change: FieldChange): void {
  for (const key of ['name', 'nickname', 'organisation', 'department', 'title', 'role'] as const)
    oneLine(key, change[key]);
  for (const part of Object.values(change.names ?? {})) oneLine('names', part);
  if ((change.note?.length ?? 0) > longestNote) throw invalidContact('note', `At most ${longestNote} characters.`);
  for (const key of ['mails', 'phones', 'urls'] as const) {
    const list = change[key] ?? [];
    if (list.length > mostEntries) throw invalidContact(key, `At most ${mostEntries}.`);
    for (const { value, label } of list) {
      oneLine(key, value);
      oneLine(key, label ?? '');
      if (value.trim() === '') throw invalidContact(key, 'An entry is empty.');
      // a program that writes to it would run into it
      if (key === 'mails' && !/^[^\s@<>,;]+@[^\s@<>,;]+$/.test(value))
        throw invalidContact(key, 'This is no mail address.');
      if (key === 'urls' && /^\s*(javascript|data|vbscript|file):/i.test(value))
        throw invalidContact(key, 'This is no web address.');
    }
  }
  if ((change.addresses?.length ?? 0) > mostEntries) throw invalidContact('addresses', `At most ${mostEntries}.`);
  for (const { key: _, kind: _kind, preferred: _preferred, ...parts } of change.addresses ?? []) {
    for (const part of Object.values(parts)) oneLine('addresses', part ?? '');
  }
  for (const key of ['birthday', 'anniversary'] as const) {
    const date = change[key];
    if (date !== undefined && date !== '' && !isDate(date)) throw invalidContact(key, 'This is no day of a calendar.');
  }
  const { categories = [], members = [] } = change;
  if (categories.length > mostEntries) throw invalidContact('categories', `At most ${mostEntries}.`);
  for (const each of categories) oneLine('categories', each);
  if (members.length > mostMembers) throw invalidContact('members', `At most ${mostMembers}.`);
  if (members.some((each) => !/^(urn:uuid:\S+|mailto:\S+|[a-z][a-z0-9+.-]*:\S+)$/i.test(each) || each.length > longest))
    throw invalidContact('members', 'A member is a contact or a mail address.');
}

function oneLine(field: string, text: string | undefined): void {
  if (text === undefined) return;
  if (text.length > longest || /[\u0000-\u001f\u007f\u2028\u2029]/.test(text))
    throw invalidContact(field, `One line of at most ${longest} characters.`);
}

function isDate(text: string): boolean {
  const match = /^(?:\d{4}|-)-(\d{2})-(\d{2})$/.exec(text);
  if (match === null) return false;
  const year = text.startsWith('-') ? 2000 : Number(text.slice(0, 4));
  const [, month = '', day = ''] = match;
  const date = new Date(Date.UTC(2000, Number(month) - 1, Number(day)));
  date.setUTCFullYear(year);
  return date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day);
}
