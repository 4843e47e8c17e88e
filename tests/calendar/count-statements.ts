import type { Database, Statement } from '@landescloud/platform/database';

/** Who hears of events asks on their own time. */
const background = /^(events\.(read|advance_all|next|register)|audit\.)/;

/** How many statements a server in this process sends while `work` runs, those within transactions too. */
export async function countStatements(db: Database, work: () => Promise<unknown>): Promise<number> {
  const open = db as { -readonly [Key in keyof Database]: Database[Key] };
  const { query, arrays, transaction } = db;
  let count = 0;
  const counted = (text: Statement | string): void => {
    if (typeof text === 'string' || !background.test(text.name)) count += 1;
  };
  open.query = (...asked) => {
    counted(asked[0]);
    return query(...asked);
  };
  open.arrays = (...asked) => {
    counted(asked[0]);
    return arrays(...asked);
  };
  open.transaction = (fn) =>
    transaction((tx) =>
      fn({
        ...tx,
        query: (...asked) => {
          counted(asked[0]);
          return tx.query(...asked);
        },
        arrays: (...asked) => {
          counted(asked[0]);
          return tx.arrays(...asked);
        },
      }),
    );
  try {
    await work();
    return count;
  } finally {
    Object.assign(open, { query, arrays, transaction });
  }
}
