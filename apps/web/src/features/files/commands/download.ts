import { downloadUrl, zipUrl } from '../api/node-urls.ts';

interface Downloadable {
  readonly id: number;
  readonly kind: 'file' | 'folder';
}

/** Addresses longer than this are refused on the way. */
const longestAddress = 6_000;

/** A file as it is, anything else as one zip. Answers false when too many things were chosen one by one. */
export function download(ids: readonly number[], entries: readonly Downloadable[]): boolean {
  const only = ids.length === 1 ? entries.find(({ id }) => id === ids[0]) : undefined;
  const url = only?.kind === 'file' ? downloadUrl(only.id) : zipUrl(ids);
  if (url.length > longestAddress) return false;
  follow(url);
  return true;
}

export function downloadVersion(id: number, version: number): void {
  follow(downloadUrl(id, version));
}

function follow(url: string): void {
  const link = document.createElement('a');
  link.href = url;
  link.download = '';
  link.rel = 'noopener';
  document.body.append(link);
  link.click();
  link.remove();
}
