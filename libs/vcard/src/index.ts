/**
 * vCard 2.1, 3.0 (RFC 2426) and 4.0 (RFC 6350): reading, writing, conversion, a view in fields, changes that keep what nobody here
 * knows, merging, and tables of contacts (CSV). Pure: bytes or text in, values out. What is no card throws `VcardInvalid`, what is no table
 * `CsvInvalid`, each with a stable `reason`.
 */
export type { Card, Parameter, Property, Version } from './card.ts';
export { readCard, readCards, defaultLimits } from './read-cards.ts';
export type { VcardLimits } from './read-cards.ts';
export { VcardInvalid } from './vcard-invalid.ts';
export type { VcardProblem } from './vcard-invalid.ts';
export { writeCard, writeCards } from './write-card.ts';
export { isGroup, nameFor, toVersion } from './convert.ts';
export { emptyFields } from './fields.ts';
export type { Address, CardKind, Entry, Fields, NameParts, PhoneKind, Place } from './fields.ts';
export { bareUid, photoOf, readFields, uidOf } from './read-fields.ts';
export { editCard, fullName, newCard, setPhoto, stampRevision } from './edit-card.ts';
export type { FieldChange } from './edit-card.ts';
export { mediaBytes, mediaText } from './photo.ts';
export type { Media } from './photo.ts';
export { addressText, comparablePhone, mergeCards } from './merge.ts';
export type { Merged, MergeResult } from './merge.ts';
export { unescapeText } from './text.ts';
export { csvFormats } from './csv/columns.ts';
export type { CsvFormat } from './csv/columns.ts';
export { CsvInvalid, readCsv } from './csv/read-csv.ts';
export type { CsvContacts, CsvLimits } from './csv/read-csv.ts';
export { writeCsv } from './csv/write-csv.ts';

export const vcardMediaType = 'text/vcard';
