import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import { contactPageQuery, pageSize, type ContactFilter } from '../api/contacts.ts';
import type { ContactLine } from '../api/contact-types.ts';

const none: readonly never[] = [];

/** Tens of thousands of entries, of which those in sight are loaded. */
export function useContactList(filter: ContactFilter) {
  const [shown, setShown] = useState<readonly number[]>([0]);
  const first = useQuery({ ...contactPageQuery(filter, 0), placeholderData: keepPreviousData });
  const pages = useQueries({ queries: shown.map((page) => contactPageQuery(filter, page)) });
  const items = useMemo(() => {
    const map = new Map<number, readonly ContactLine[]>();
    if (first.data) map.set(0, first.data.items);
    for (const [at, page] of shown.entries()) {
      const data = pages[at]?.data;
      if (data !== undefined && !first.isPlaceholderData) map.set(page, data.items);
    }
    return map;
  }, [first.data, first.isPlaceholderData, pages, shown]);
  const total = first.data?.total ?? null;
  const show = useCallback((start: number, end: number) => {
    const wanted: number[] = [];
    for (let page = Math.floor(start / pageSize); page <= Math.floor(end / pageSize); page += 1) wanted.push(page);
    setShown((before) => (before.join() === wanted.join() ? before : wanted));
  }, []);
  return {
    total,
    letters: first.data?.letters ?? none,
    at: (index: number) => items.get(Math.floor(index / pageSize))?.[index % pageSize],
    show,
    error: first.error,
    retry: () => void first.refetch(),
  };
}

export type ContactSource = ReturnType<typeof useContactList>;
