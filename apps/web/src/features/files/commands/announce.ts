let region: HTMLElement | null = null;
let timer: ReturnType<typeof setTimeout> | undefined;

/** Reads a short text aloud, politely; of several in quick succession only the last. */
export function announce(text: string): void {
  if (!region) {
    region = document.createElement('div');
    region.className = 'visually-hidden';
    region.setAttribute('role', 'status');
    region.setAttribute('aria-live', 'polite');
    region.dataset['announcer'] = 'files';
    // Modal dialogs hide everything but the top layer from screen readers.
    region.dataset['reactAriaTopLayer'] = 'true';
    document.body.append(region);
  }
  clearTimeout(timer);
  const target = region;
  timer = setTimeout(() => {
    target.textContent = text;
  }, 250);
}
