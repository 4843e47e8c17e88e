/** Where an address, a number or a place belongs. */
export type Place = 'work' | 'home' | 'other';
export type PhoneKind = Place | 'mobile' | 'fax' | 'pager';

export interface Entry<Kind extends string = Place> {
  /** Which of its kind on the card it is; absent: a new one. */
  readonly key?: number | undefined;
  readonly value: string;
  readonly kind: Kind;
  /** What the person calls it, instead of the kind. */
  readonly label: string | null;
  readonly preferred: boolean;
}

export interface Address {
  readonly key?: number | undefined;
  readonly kind: Place;
  readonly label: string | null;
  readonly preferred: boolean;
  readonly street: string;
  /** Flat, floor, building. */
  readonly extended: string;
  readonly box: string;
  readonly code: string;
  readonly locality: string;
  readonly region: string;
  readonly country: string;
}

export interface NameParts {
  readonly prefix: string;
  readonly given: string;
  readonly additional: string;
  readonly family: string;
  readonly suffix: string;
}

export type CardKind = 'person' | 'group' | 'organisation';

/** What people see of a card and change of it. Empty texts and lists stand for what is not there. */
export interface Fields {
  readonly kind: CardKind;
  /** As shown. */
  readonly name: string;
  readonly names: NameParts;
  readonly nickname: string;
  readonly organisation: string;
  readonly department: string;
  readonly title: string;
  readonly role: string;
  readonly mails: readonly Entry[];
  readonly phones: readonly Entry<PhoneKind>[];
  readonly addresses: readonly Address[];
  readonly urls: readonly Entry[];
  /** `1985-04-12`, without a year `--04-12`; '' where there is none or it is in words. */
  readonly birthday: string;
  readonly anniversary: string;
  readonly note: string;
  readonly categories: readonly string[];
  /** Of a group: `urn:uuid:…` of cards, `mailto:…` of others. */
  readonly members: readonly string[];
}

export const emptyFields: Fields = {
  kind: 'person',
  name: '',
  names: { prefix: '', given: '', additional: '', family: '', suffix: '' },
  nickname: '',
  organisation: '',
  department: '',
  title: '',
  role: '',
  mails: [],
  phones: [],
  addresses: [],
  urls: [],
  birthday: '',
  anniversary: '',
  note: '',
  categories: [],
  members: [],
};
