/** What a search is about, once words have become ids and types. */
export interface Search {
  /** null: all. */
  readonly organisationIds: readonly number[] | null;
  /** Exactly these; null: all. */
  readonly types: readonly string[] | null;
  readonly personId?: number;
  readonly subject?: string;
  readonly from?: number;
  readonly to?: number;
  /** In one of these types, or in the subject where it has three letters or figures in a row. */
  readonly text?: { readonly types: readonly string[]; readonly part: string };
  /** Ids between which it lies for certain, both not included. */
  readonly after: number;
  readonly before: number;
  readonly limit: number;
}

const columns = `e.id, e.at, e.type, e.organisation_id as "organisationId", e.salt is null as redacted, e.actor_kind as "actorKind",
  e.person_id as "personId", e.name, e.client, e.subject, e.data`;

/**
 * The newest entries that fit. Alternatives (done by the person or about them, in the type or in the subject) are
 * queries of their own, each along an index and no longer than the page: as one condition they would be a scan.
 */
export function searchStatement(search: Search): { text: string; params: unknown[] } {
  const params: unknown[] = [];
  const param = (value: unknown): string => `$${params.push(value)}`;
  const limit = param(search.limit);
  const common = [`e.id > ${param(search.after)}`, `e.id < ${param(search.before)}`];
  if (search.from !== undefined) common.push(`e.at >= ${param(search.from)}`);
  if (search.to !== undefined) common.push(`e.at < ${param(search.to)}`);
  if (search.subject !== undefined) common.push(`e.subject = ${param(search.subject)}`);

  let branches: readonly (readonly string[])[] = [[]];
  if (search.personId !== undefined) {
    const person = param(search.personId);
    branches = [[`e.person_id = ${person}`], [`e.concerned is not null`, `e.concerned @> array[${person}::bigint]`]];
  }
  if (search.text !== undefined) {
    const { types, part } = search.text;
    const either: string[][] = [[`e.type = any(${param(types)}::text[])`]];
    // Less than a trigram would be looked for in every subject there is.
    if (/[\p{L}\p{N}]{3}/u.test(part)) {
      either.push([`e.subject ilike ${param(`%${part.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`)}`]);
    }
    branches = branches.flatMap((branch) => either.map((other) => [...branch, ...other]));
  }

  const sets: string[] = [];
  const alone = branches.length === 1 && branches[0]?.length === 0 && search.subject === undefined;
  const listed = [
    [search.organisationIds, 'organisation_id', 'bigint'],
    [search.types, 'type', 'text'],
  ] as const;
  const given = listed.filter(([values]) => values !== null);
  for (const [values, column, type] of given) {
    const name = `${param(values)}::${type}[]`;
    // Alone it is the way in: for each value the newest along its index, however rare the value is.
    if (alone && given.length === 1) sets.push(`unnest(${name}) as each(value)`, `e.${column} = each.value`);
    else common.push(`e.${column} = any(${name})`);
  }
  const [source, condition] = sets;
  const one = (branch: readonly string[]): string => {
    const where = [...common, ...branch, ...(condition === undefined ? [] : [condition])].join(' and ');
    const query = (what: string) =>
      `select ${what} from audit.entry e where ${where} order by e.id desc limit ${limit}`;
    if (source === undefined) return `(${query(columns)})`;
    // Ids alone come from the index: of a thousand organisations all but a page are thrown away again.
    const ids = `select found.id from ${source}, lateral (${query('e.id')}) found order by found.id desc limit ${limit}`;
    return `(select ${columns} from audit.entry e where e.id in (${ids}))`;
  };
  const all = branches.map(one).join(' union ');
  return { text: `select * from (${all}) page order by id desc limit ${limit}`, params };
}
