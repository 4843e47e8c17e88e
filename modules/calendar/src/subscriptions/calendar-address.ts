/** The address that a calendar is fetched from: 'webcal://' is https; null: it is none that may be asked. Names and passwords in it are refused. */
export function calendarAddress(text: string): string | null {
  const typed = text.trim().replace(/^webcals?:\/\//i, 'https://');
  if (typed.length > 2000 || !URL.canParse(typed)) return null;
  const url = new URL(typed);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return null;
  if (url.username !== '' || url.password !== '' || url.hostname === '') return null;
  url.hash = '';
  return url.href;
}
