import { useLingui } from '@lingui/react/macro';
import type { PaletteEntry } from './palette-section.tsx';
import { useFoundThings } from './use-found-things.tsx';
import './found-beside.css';

const most = 6;

/** Events and people that a search found beside files. */
export function FoundBeside({ text }: { readonly text: string }) {
  const { t } = useLingui();
  const { events, contacts } = useFoundThings(text, most);
  if (events.length + contacts.length === 0) return null;
  return (
    <div className="found-beside">
      <Part title={t`Termine`} entries={events} />
      <Part title={t`Kontakte`} entries={contacts} />
    </div>
  );
}

function Part({ title, entries }: { readonly title: string; readonly entries: readonly PaletteEntry[] }) {
  if (entries.length === 0) return null;
  return (
    <section aria-label={title}>
      <h2>{title}</h2>
      <ul>
        {entries.map(({ id, label, picture, end, onAction }) => (
          <li key={id}>
            <button type="button" onClick={onAction}>
              {picture}
              <span className="truncate">{label}</span>
              <small className="truncate muted">{end}</small>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
