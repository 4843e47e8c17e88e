import type { Fields as ContactFields } from '@landescloud/vcard';
import { Type, type TSchema } from 'typebox';
import type { Contact as ShownContact } from '../cards/contacts-door.ts';

export const Id = Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER });
export const Time = Type.Integer({ description: 'Milliseconds since 1970-01-01T00:00:00Z' });
export const closed = { additionalProperties: false };
export const nothing = { 204: Type.Null() };
export const tags = ['contacts'];
/** App passwords for contacts reach these addresses, too. */
export const config = { scope: 'contacts' } as const;
export const BookUri = Type.String({ minLength: 1, maxLength: 255, description: 'Address in one’s home; `directory`' });
export const ByBook = Type.Object({ book: BookUri });
export const ByContact = Type.Object({ book: BookUri, id: Id });
export const Etag = Type.String({ maxLength: 100 });

export function items<T extends TSchema>(item: T) {
  return Type.Object({ items: Type.Array(item) });
}

export const nullable = <T extends TSchema>(type: T) => Type.Union([type, Type.Null()]);

export const oneOf = <Word extends string>(words: readonly Word[]) =>
  Type.Unsafe<Word>({ type: 'string', enum: [...words] });

/** Queries carry words: whatever is not one of these is refused. */
export const Flag = Type.Union([Type.Literal('true'), Type.Literal('false')], { default: 'false' });

const Text = Type.String({ maxLength: 1_000 });
const Place = oneOf(['work', 'home', 'other']);
const Key = Type.Optional(
  Type.Integer({ minimum: 0, description: 'Which of its kind on the card, as it was read; absent: a new one' }),
);

export const Mail = Type.Object(
  { key: Key, value: Text, kind: Place, label: nullable(Text), preferred: Type.Boolean() },
  closed,
);
export const Phone = Type.Object(
  {
    key: Key,
    value: Text,
    kind: oneOf(['work', 'home', 'other', 'mobile', 'fax', 'pager']),
    label: nullable(Text),
    preferred: Type.Boolean(),
  },
  closed,
);
const Address = Type.Object(
  {
    key: Key,
    kind: Place,
    label: nullable(Text),
    preferred: Type.Boolean(),
    street: Text,
    extended: Text,
    box: Text,
    code: Text,
    locality: Text,
    region: Text,
    country: Text,
  },
  closed,
);
export const Kind = oneOf(['person', 'group', 'organisation']);

const fields = {
  kind: Kind,
  name: Text,
  names: Type.Object({ prefix: Text, given: Text, additional: Text, family: Text, suffix: Text }, closed),
  nickname: Text,
  organisation: Text,
  department: Text,
  title: Text,
  role: Text,
  mails: Type.Array(Mail),
  phones: Type.Array(Phone),
  addresses: Type.Array(Address),
  urls: Type.Array(Mail),
  birthday: Type.String({ maxLength: 10, description: '`1985-04-12`, without a year `--04-12`, or empty' }),
  anniversary: Type.String({ maxLength: 10 }),
  note: Type.String({ maxLength: 100_000 }),
  categories: Type.Array(Text),
  members: Type.Array(Text, { description: 'Of a group: `urn:uuid:…` of contacts, `mailto:…` of others' }),
};

/** As it is read: a card that some program wrote may hold more than may be typed here. */
export const Fields = Type.Unsafe<ContactFields>(Type.Object(fields));
export const Change = Type.Partial(Type.Object(fields), closed);

export const Contact = Type.Unsafe<ShownContact>(
  Type.Object({
    id: Id,
    book: Type.String(),
    uid: Type.String(),
    etag: Type.String(),
    fields: Fields,
    photo: Type.Boolean(),
    members: Type.Array(
      Type.Object({ member: Type.String(), name: Type.String(), mail: nullable(Type.String()), id: nullable(Id) }),
    ),
    groups: Type.Array(Type.Object({ id: Id, name: Type.String() })),
  }),
);
