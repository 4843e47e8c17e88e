import type { PersonActor } from '@landescloud/kernel';
import type { PropertyInstruction, XmlElement } from '@landescloud/webdav-xml';
import type { Answer, DavCall } from '../answer.ts';
import type { PlainResource, PlainValue } from '../plain-resource.ts';

/** A calendar or an address book as one person has it. */
export interface Collection {
  readonly id: number;
  /** The segment of its address in the person's home. */
  readonly uri: string;
  /** The commit-ordered counter: ctag and sync token. */
  readonly change: number;
  readonly rights: CollectionRights;
  readonly owner: { readonly login: string; readonly name: string } | null;
}

export interface CollectionRights {
  /** What is in it may be read. */
  readonly read: boolean;
  /** Objects may be added, changed and removed. */
  readonly write: boolean;
  /** The collection's own properties may be changed, such as its name. */
  readonly manage: boolean;
  /** Others may be given a right on it. */
  readonly share: boolean;
  /** CalDAV's read-free-busy. */
  readonly freeBusy?: boolean;
}

export interface StoredObject {
  readonly uri: string;
  /** Without quotes. */
  readonly etag: string;
  readonly size: number;
  /** Milliseconds since 1970. */
  readonly modifiedAt: number;
  /** As the client sent it; absent where it was not asked for. */
  readonly data?: Buffer;
}

export interface ObjectConditions {
  /** If-Match: strong tags without quotes, '*': it must exist. */
  readonly ifMatch?: readonly string[];
  /** If-None-Match: '*': it must not exist. */
  readonly ifNoneMatch?: readonly string[];
  /** Whatever else the module reads, such as If-Schedule-Tag-Match. */
  readonly headers: DavCall['headers'];
}

export interface Written {
  readonly created: boolean;
  /** null: what is stored is not what was sent, byte for byte. */
  readonly etag: string | null;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Changes<C, O> {
  readonly collection: C;
  readonly changed: readonly O[];
  /** URIs of what is there no more. */
  readonly gone: readonly string[];
  /** What the changes lead to: the next token. */
  readonly change: number;
  /** More remains. */
  readonly truncated: boolean;
}

export interface ObjectPlace {
  readonly collection: string;
  readonly object: string;
}

export interface ShareChange {
  /** `mailto:`, or the address of a principal. */
  readonly href: string;
  /** null: the right ends. */
  readonly access: 'read' | 'read-write' | null;
  readonly name: string | null;
}

/** Something in the home that is no collection of the usual kind: the outbox. */
export interface HomeChild {
  resource(call: DavCall): PlainResource | Promise<PlainResource>;
  /** `call.path` begins below it. */
  handle(call: DavCall): Promise<Answer>;
}

/**
 * What a module says and does about its collections; the protocol is written once, over this. What the actor may not know is
 * NotFound, what they may not do Forbidden; a DavError names the precondition of the protocol that does not hold.
 */
export interface CollectionsPort<C extends Collection = Collection, O extends StoredObject = StoredObject> {
  /** Bytes of one object; larger ones are refused with `sizeCondition`. */
  readonly mostBytes: number;
  readonly sizeCondition: string;
  /** 'namespace name' of the property and of the report that carry objects: calendar-data, calendar-multiget. */
  readonly dataProperty: string;
  readonly multiget: string;
  /** Besides `d:collection`: '<c:calendar xmlns:c="…"/>'. */
  resourceTypes(collection: C): string;
  homeProperties(call: DavCall): Readonly<Record<string, PlainValue>>;
  collectionProperties(call: DavCall, collection: C): Readonly<Record<string, PlainValue>>;
  /** Whole elements of properties that only their client knows, by 'namespace name'. */
  deadProperties?(collection: C): Readonly<Record<string, string>>;
  /** Besides the usual ones, by 'namespace name'; null: it has none. */
  readonly objectProperties: Readonly<Record<string, (object: O) => string | null>>;
  contentType(object: O): string;
  /** Besides those of every GET. */
  objectHeaders?(object: O): Readonly<Record<string, string>>;
  /** The text of `dataProperty` for an object, as far as the request's element asks for it. */
  writeData(object: O, asked: XmlElement): string;
  /** Instead, where one answer's objects share something: a writer for each answer. */
  dataWriter?(asked: XmlElement): (object: O) => string;

  list(actor: PersonActor): Promise<readonly C[]>;
  get(actor: PersonActor, uri: string): Promise<C>;
  object(actor: PersonActor, place: ObjectPlace): Promise<{ collection: C; object: O }>;
  /** `uris` absent: all. Those that are not there are left out. */
  objects(
    actor: PersonActor,
    collection: C,
    options: { uris?: readonly string[]; data: boolean },
  ): Promise<readonly O[]>;
  /** `since` null: everything. DavError `syncTokenInvalid()` where it is not known any more. */
  changes(
    actor: PersonActor,
    uri: string,
    since: { readonly collection: number; readonly change: number } | null,
    options: { limit: number; data: boolean },
  ): Promise<Changes<C, O>>;
  put(actor: PersonActor, place: ObjectPlace, data: Buffer, conditions: ObjectConditions): Promise<Written>;
  remove(actor: PersonActor, place: ObjectPlace, conditions: ObjectConditions): Promise<void>;
  move(
    actor: PersonActor,
    from: ObjectPlace,
    to: ObjectPlace,
    options: { copy: boolean; overwrite: boolean; conditions: ObjectConditions },
  ): Promise<Written>;
  make(
    actor: PersonActor,
    uri: string,
    made: { method: 'MKCOL' | 'MKCALENDAR'; properties: readonly PropertyInstruction[] },
  ): Promise<void>;
  /** All or nothing; one status an instruction, in their order. */
  update(
    actor: PersonActor,
    uri: string,
    instructions: readonly PropertyInstruction[],
  ): Promise<readonly { status: number; error?: string }[]>;
  removeCollection(actor: PersonActor, uri: string): Promise<void>;
  share?(actor: PersonActor, uri: string, changes: readonly ShareChange[]): Promise<void>;
  /** Reports of the module on a collection, by 'namespace name'. */
  readonly reports: Readonly<
    Record<string, (call: DavCall, collection: C, report: XmlElement, write: ObjectWriter<O>) => Promise<Answer>>
  >;
  readonly children?: ReadonlyMap<string, HomeChild>;
}

/** Writes objects of a collection as a report asks for them: the answer of a query of the module. */
export interface ObjectWriter<O extends StoredObject> {
  /** Whether the report asks for contents. */
  readonly data: boolean;
  /** `d:response` of one object. */
  write(object: O): string;
}
