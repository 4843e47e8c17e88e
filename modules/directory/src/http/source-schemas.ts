import { Type } from 'typebox';
import type { TSchema } from 'typebox';
import { itemKinds, problemCodes } from '../sources/source-difference.ts';
import type { ShownItem } from '../sources/source-run-store.ts';
import type { TestResult as SourceTest } from '../sources/test-source.ts';
import { csvFields } from '../sources/source-settings.ts';
import type { CsvUpload } from '../sources/take-csv.ts';
import { OrganisationRef } from './schemas.ts';

const words = <Word extends string>(list: readonly Word[]) => Type.Unsafe<Word>({ type: 'string', enum: [...list] });
const orNull = <T extends TSchema>(type: T) => Type.Union([type, Type.Null()]);
const Text = Type.String();

export const SourceKind = words(['ldap', 'csv', 'scim']);
export const Settings = Type.Record(Type.String({ maxLength: 64 }), Type.Unknown());
export const Secret = Type.String({ maxLength: 1000 });
export const ItemKind = words(itemKinds);
export const ById = Type.Object({ id: Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER }) });
export const ByRun = Type.Object({
  ...ById.properties,
  run: Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER }),
});
export const ByToken = Type.Object({
  ...ById.properties,
  token: Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER }),
});

const Count = Type.Optional(Type.Integer());
export const Run = Type.Object({
  id: Type.Integer(),
  mode: words(['full', 'changes', 'csv']),
  dry: Type.Boolean(),
  state: words(['waiting', 'reading', 'applying', 'done', 'looked', 'braked', 'failed', 'discarded']),
  startedBy: orNull(Text),
  confirmedBy: orNull(Text),
  startedAt: Type.Integer(),
  endedAt: orNull(Type.Integer()),
  counts: Type.Object({
    added: Count,
    changed: Count,
    returning: Count,
    leaving: Count,
    'group-added': Count,
    'group-changed': Count,
    'group-removed': Count,
    problem: Count,
    unchanged: Count,
    present: Count,
  }),
  brake: orNull(
    Type.Object({ leaving: Type.Integer(), present: Type.Integer(), groups: Type.Integer(), empty: Type.Boolean() }),
  ),
  hash: orNull(Text),
  error: orNull(Text),
});

export const Source = Type.Object({
  id: Type.Integer(),
  organisation: OrganisationRef,
  kind: SourceKind,
  name: Text,
  enabled: Type.Boolean(),
  settings: Settings,
  hasSecret: Type.Boolean(),
  createdAt: Type.Integer(),
  people: Type.Integer(),
  groups: Type.Integer(),
  lastRun: orNull(Run),
  braked: orNull(Run),
  leaving: orNull(Type.Object({ left: Type.Integer(), limit: Type.Integer(), allowedUntil: orNull(Type.Integer()) })),
});

const values = {
  login: Type.Optional(Text),
  name: Type.Optional(Text),
  email: Type.Optional(orNull(Text)),
  addresses: Type.Optional(Type.Array(Text)),
  organisation: Type.Optional(Text),
  jobTitle: Type.Optional(orNull(Text)),
  phone: Type.Optional(orNull(Text)),
  place: Type.Optional(orNull(Text)),
  manager: Type.Optional(orNull(Text)),
};
const Problem = Type.Object({ problem: words(problemCodes), field: Type.Optional(Text), value: Type.Optional(Text) });

/** Which of the fields are there goes by the kind. */
export const Item = Type.Unsafe<ShownItem>(
  Type.Object({
    position: Type.Integer(),
    kind: ItemKind,
    externalId: Text,
    label: Text,
    before: orNull(Type.Object(values)),
    after: orNull(
      Type.Object({
        ...values,
        ...Type.Partial(Problem).properties,
        reason: Type.Optional(words(['removed', 'disabled'])),
        key: Type.Optional(Text),
        add: Type.Optional(Type.Array(Text)),
        remove: Type.Optional(Type.Array(Text)),
      }),
    ),
    applied: Type.Boolean(),
  }),
);

export const TestResult = Type.Unsafe<SourceTest>(
  Type.Object({
    people: Type.Array(
      Type.Object({
        externalId: Text,
        disabled: Type.Boolean(),
        values: orNull(Type.Object(values)),
        problems: Type.Array(Problem),
      }),
    ),
    groups: Type.Array(Text),
  }),
);

export const Upload = Type.Unsafe<CsvUpload>(
  Type.Object({
    columns: Type.Array(Text),
    rows: Type.Integer(),
    sample: Type.Array(Type.Array(Text)),
    encoding: Text,
    delimiter: Text,
    guess: Type.Object(Object.fromEntries(csvFields.map((field) => [field, Type.Optional(Text)]))),
  }),
);

export const Token = Type.Object({
  id: Type.Integer(),
  label: Text,
  createdAt: Type.Integer(),
  lastUsedAt: orNull(Type.Integer()),
});
