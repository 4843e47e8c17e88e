import type { Database } from '@landescloud/platform/database';

interface Column {
  readonly place: string;
  readonly table: string;
  readonly column: string;
  readonly bytes: boolean;
}

/** Every column of every table, whichever room it is of, that could hold a word. */
async function everyColumn(db: Database): Promise<Column[]> {
  return db.query<Column>(
    `select format('%s.%s.%s', c.table_schema, c.table_name, c.column_name) as place,
       format('%I.%I', c.table_schema, c.table_name) as table, format('%I', c.column_name) as column,
       c.data_type = 'bytea' as bytes
     from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
     where t.table_type = 'BASE TABLE' and c.table_schema not in ('pg_catalog', 'information_schema')
       and c.data_type in ('text', 'character varying', 'character', 'json', 'jsonb', 'ARRAY', 'bytea', 'USER-DEFINED', 'uuid')`,
  );
}

/** Where in the database one of the words stands, in whatever spelling of upper and lower case: 'files.space.name: Amsel'. */
export async function placesOf(db: Database, words: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const { place, table, column, bytes } of await everyColumn(db)) {
    const text = bytes ? `encode(${column}, 'escape')` : `${column}::text`;
    for (const word of words) {
      // escape writes bytes beyond ASCII as octal: such words are looked for as it writes them
      const sought = bytes ? `encode(convert_to($1, 'UTF8'), 'escape')` : '$1';
      const rows = await db.query(
        `select 1 from ${table} where ${column} is not null and strpos(lower(${text}), lower(${sought}::text)) > 0 limit 1`,
        [word],
      );
      if (rows.length > 0) found.push(`${place}: ${word}`);
    }
  }
  return found.toSorted();
}
