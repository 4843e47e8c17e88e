import { useLayoutEffect, useState, type RefObject } from 'react';

export interface GridLayout {
  readonly width: number;
  /** From the top of what scrolls to the first row. */
  readonly margin: number;
  readonly perRow: number;
  readonly rowHeight: number;
  readonly isNarrow: boolean;
  /** What sticks to the top and covers rows. */
  readonly stickyTop: number;
}

const narrow = 640;
const tileWidth = 188;

/** Measures the grid: how many tiles fit, whether it is a phone, where its rows begin. */
export function useGridLayout(
  body: RefObject<HTMLElement | null>,
  scroller: RefObject<HTMLElement | null>,
  layout: 'list' | 'tiles',
): GridLayout {
  const [size, setSize] = useState({ width: 0, margin: 0, stickyTop: 0 });

  useLayoutEffect(() => {
    const element = body.current;
    // A parent's reference is not there yet when its children first appear.
    const outer = scroller.current ?? element?.closest<HTMLElement>('.files-scroll, .people-scroll');
    if (!element || !outer) return;
    const measure = () => {
      const margin = element.getBoundingClientRect().top - outer.getBoundingClientRect().top + outer.scrollTop;
      const sticky = [...outer.querySelectorAll<HTMLElement>('[data-sticky]')].filter(
        (part) => getComputedStyle(part).position === 'sticky',
      );
      const heightOf = (parts: readonly HTMLElement[]) => parts.reduce((sum, part) => sum + part.offsetHeight, 0);
      const stickyTop = heightOf(sticky);
      // The column headings stick below what is above the grid.
      const above = heightOf(sticky.filter((part) => !part.classList.contains('grid-head')));
      outer.style.setProperty('--files-toolbar', `${above}px`);
      const width = element.clientWidth;
      setSize((before) =>
        before.width === width && before.margin === margin && before.stickyTop === stickyTop
          ? before
          : { width, margin, stickyTop },
      );
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(outer);
    for (const child of outer.children) observer.observe(child);
    for (const part of outer.querySelectorAll('[data-sticky]')) observer.observe(part);
    return () => observer.disconnect();
  }, [body, scroller, layout]);

  const isNarrow = size.width > 0 && size.width < narrow;
  const perRow = layout === 'list' ? 1 : Math.max(2, Math.floor(size.width / (isNarrow ? 150 : tileWidth)));
  const rowHeight = layout === 'list' ? (isNarrow ? 64 : 52) : isNarrow ? 184 : 208;
  return { ...size, perRow, rowHeight, isNarrow };
}
