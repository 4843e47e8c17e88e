import { useMemo, useState } from 'react';

export const pageSize = 50;

/** For lists that come whole: what fits a search text, a page at a time. */
export function useNarrowedPage<Row>(rows: readonly Row[] | undefined, textOf: (row: Row) => string) {
  const [text, setText] = useState('');
  const [offset, setOffset] = useState(0);
  const words = text.trim().toLocaleLowerCase();
  const narrowed = useMemo(
    () => (words === '' ? rows : rows?.filter((row) => textOf(row).toLocaleLowerCase().includes(words))),
    [rows, words, textOf],
  );
  const total = narrowed?.length ?? 0;
  const start = offset < total ? offset : 0;
  return {
    text,
    setText: (next: string) => {
      setText(next);
      setOffset(0);
    },
    page: narrowed?.slice(start, start + pageSize),
    pager: { offset: start, size: pageSize, total, onChange: setOffset },
  };
}
