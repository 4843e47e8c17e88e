import './spinner.css';

/** A grey bar where text will be. */
export function Skeleton({ width = '100%', height = 14 }: { readonly width?: string; readonly height?: number }) {
  return <span aria-hidden className="ui-skeleton" style={{ width, height }} />;
}
