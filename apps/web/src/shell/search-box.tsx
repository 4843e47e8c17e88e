import { useLingui } from '@lingui/react/macro';
import { useLocation, useNavigate, useSearch } from '@tanstack/react-router';
import { Search } from 'lucide-react';
import { useState } from 'react';

/** The search field of the top bar. Enter shows everything that was found; Ctrl K opens the quick search. */
export function SearchBox({ onOpenPalette }: { readonly onOpenPalette: () => void }) {
  const { t } = useLingui();
  const navigate = useNavigate();
  // Other pages have a `q` of their own.
  const isSearch = useLocation({ select: ({ pathname }) => pathname === '/search' });
  const search = useSearch({ strict: false });
  const q = isSearch ? (search.q ?? '') : '';
  const [edited, setEdited] = useState<{ of: string; text: string } | null>(null);
  const text = edited !== null && edited.of === q ? edited.text : q;

  return (
    <form
      role="search"
      className="search-box"
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim() !== '') void navigate({ to: '/search', search: { q: text.trim() } });
      }}
    >
      <Search aria-hidden />
      <input
        type="search"
        value={text}
        onChange={(event) => setEdited({ of: q, text: event.target.value })}
        aria-label={t`Überall suchen`}
        placeholder={t`Überall suchen`}
        autoComplete="off"
        enterKeyHint="search"
      />
      <button type="button" className="search-box-key" onClick={onOpenPalette}>
        <span className="visually-hidden">{t`Schnellsuche und Befehle`} </span>
        <kbd>{t`Strg K`}</kbd>
      </button>
    </form>
  );
}
