import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';

interface FilesSearch {
  readonly open?: number;
  readonly select?: number;
  readonly q?: string;
  readonly details?: 'comments' | 'activity';
}

/** What the address says about this page of files: which file the viewer shows, which entry to point out. */
export function useFilesSearch() {
  const search = useSearch({ strict: false }) as FilesSearch;
  const navigate = useNavigate();

  /** null closes the viewer. Going from file to file leaves one entry in the history. */
  const show = useCallback(
    (id: number | null, replace = false) => {
      const next = (before: FilesSearch): FilesSearch => {
        const { open: _open, select: _select, details: _details, ...rest } = before;
        return id === null ? rest : { ...rest, open: id };
      };
      void navigate({ to: '.', search: next as never, replace });
    },
    [navigate],
  );
  return { ...search, show };
}
