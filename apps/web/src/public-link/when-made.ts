const patience = 90;
const shut = new Set(['sharing.link_ended', 'sharing.link_locked']);

/** Asks until the server has made it; null where it cannot, or where who wanted it has left. */
export async function whenMade(address: string, wanted: () => boolean): Promise<Response | null> {
  for (let round = 0; round < patience; round += 1) {
    const answer = await fetch(address).catch(() => null);
    if (answer?.status === 200) return answer;
    // too many at once, or a line that breaks: it is asked for again
    if (answer !== null && answer.status !== 202 && answer.status !== 429 && answer.status < 500) {
      const { code } = (await answer.json().catch(() => ({}))) as { readonly code?: string };
      // withdrawn meanwhile, or the visit is over: the page says so
      if (code !== undefined && shut.has(code)) location.reload();
      return null;
    }
    await new Promise((resolve) => setTimeout(resolve, round < 5 ? 400 : 1000));
    if (!wanted()) return null;
  }
  return null;
}

/** The picture at an address, once it is made. */
export async function pictureWhenMade(
  address: string,
  alt: string,
  wanted: () => boolean,
): Promise<HTMLImageElement | null> {
  const answer = await whenMade(address, wanted);
  if (answer === null) return null;
  const image = document.createElement('img');
  image.alt = alt;
  image.src = URL.createObjectURL(await answer.blob());
  const forget = () => URL.revokeObjectURL(image.src);
  image.addEventListener('load', forget, { once: true });
  return image;
}
