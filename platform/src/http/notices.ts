/** Whole addresses of the pages that the law asks for; null: nobody said. */
export interface Notices {
  readonly imprint: string | null;
  readonly privacy: string | null;
}

/** A page for who has a link: the first part of its address ('s'), and what follows. */
export interface PublicPage {
  readonly at: 's' | 'q' | 'r' | 'e';
  readonly token: string;
}

/** What stands on a page; null: on those of the app itself. */
export type FindNotices = (page: PublicPage | null) => Promise<Notices>;

export const noNotices: Notices = { imprint: null, privacy: null };
const patienceMs = 1500;
const place = '<div id="notices"></div>';

/** No page waits for them for long: without the database there is none of them, but a page that says so. */
export async function noticesIn(find: FindNotices | undefined, page: PublicPage | null): Promise<Notices> {
  if (find === undefined) return noNotices;
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Notices>((resolve) => {
    timer = setTimeout(() => resolve(noNotices), patienceMs);
  });
  try {
    return await Promise.race([find(page), late]);
  } catch {
    return noNotices;
  } finally {
    clearTimeout(timer);
  }
}

/** Where scripts of the page find them, and where who runs none sees them. */
export function withNotices(html: string, { imprint, privacy }: Notices): string {
  const data = [
    ...(imprint === null ? [] : [`data-imprint="${escapeHtml(imprint)}"`]),
    ...(privacy === null ? [] : [`data-privacy="${escapeHtml(privacy)}"`]),
  ];
  if (data.length === 0) return html.replace(place, '');
  const links = [
    ...(imprint === null ? [] : [`<a href="${escapeHtml(imprint)}">Impressum</a>`]),
    ...(privacy === null ? [] : [`<a href="${escapeHtml(privacy)}">Datenschutz</a>`]),
  ];
  const filled = `<div id="notices" hidden ${data.join(' ')}></div><noscript><p>${links.join(' ')}</p></noscript>`;
  return html.replace(place, () => filled);
}

function escapeHtml(text: string): string {
  const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
  return text.replace(/[&<>"]/g, (letter) => entities[letter] ?? letter);
}
