import './spinner.css';

/** Decorative: whatever waits says so itself (`isPending`, aria-busy, or `Loading`). */
export function Spinner() {
  return <span aria-hidden className="ui-spinner" />;
}
