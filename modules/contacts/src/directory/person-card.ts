import { createHash } from 'node:crypto';
import type { DirectoryCard } from '@landescloud/directory';
import { editCard, emptyFields, newCard, readFields, writeCard, type Card, type Fields } from '@landescloud/vcard';

/** Always the same for the same person, so that a program that knows them by it finds them again. */
export function directoryUid(personId: number): string {
  const hex = createHash('sha256').update(`landescloud directory person ${personId}`).digest('hex');
  const variant = ((Number.parseInt(hex.slice(16, 18), 16) & 0x3f) | 0x80).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(18, 20)}-${hex.slice(20, 32)}`;
}

export const directoryCardUri = (personId: number): string => `${personId}.vcf`;

/** Null: no address of a card of the directory. */
export function personOfUri(uri: string): number | null {
  const match = /^([1-9]\d{0,14})\.vcf$/.exec(uri);
  return match === null ? null : Number(match[1]);
}

export const directoryEtag = ({ id, change }: DirectoryCard): string => `d${id}-${change}`;

/** Somebody of the directory as a card: what they are reached by in the office, and nothing else. */
export function personCard({ id, name, email, phone, place, jobTitle, organisation }: DirectoryCard): Card {
  const at = name.lastIndexOf(' ');
  const fields: Partial<Fields> = {
    name,
    names: { ...emptyFields.names, given: at === -1 ? '' : name.slice(0, at), family: name.slice(at + 1) },
    organisation: organisation.name,
    title: jobTitle ?? '',
    mails: email === null ? [] : [{ value: email, kind: 'work', label: null, preferred: true }],
    phones: phone === null ? [] : [{ value: phone, kind: 'work', label: null, preferred: false }],
    addresses:
      place === null
        ? []
        : [
            {
              kind: 'work',
              label: null,
              preferred: false,
              street: '',
              extended: place,
              box: '',
              code: '',
              locality: '',
              region: '',
              country: '',
            },
          ],
  };
  return editCard(newCard(directoryUid(id), '3.0'), fields);
}

export const personFields = (card: DirectoryCard): Fields => readFields(personCard(card));
export const personCardText = (card: DirectoryCard): string => writeCard(personCard(card));
