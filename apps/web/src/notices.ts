/** Where the imprint and the privacy notice stand that hold for this page: the server writes it into the page. */
export function notices(): { readonly imprint: string | undefined; readonly privacy: string | undefined } {
  const { imprint, privacy } = document.getElementById('notices')?.dataset ?? {};
  return { imprint, privacy };
}
