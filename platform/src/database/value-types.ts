import pg from 'pg';

const int8 = pg.types.builtins.INT8;
// pg.types knows it, its type declarations do not.
const int8Array = 1016 as typeof int8;
const parseInt8Array = pg.types.getTypeParser(int8Array, 'text') as (text: string) => (string | null)[];

function numbers(text: string): (number | null)[] {
  return parseInt8Array(text).map((value) => (value === null ? null : Number(value)));
}

/** int8 as number: our ids, sizes and milliseconds stay below 2^53. */
export const valueTypes = {
  getTypeParser(oid: typeof int8, format?: 'text' | 'binary') {
    if (format !== 'binary') {
      if (oid === int8) return Number;
      if (oid === int8Array) return numbers;
    }
    return pg.types.getTypeParser(oid, format ?? 'text');
  },
};
