import { useLayoutEffect, useState, type RefObject } from 'react';

const lineHeight = 25;
/** The number of the day, and air. */
const above = 34;

/** How many events fit below each other in a week of the month. */
export function useLanes(grid: RefObject<HTMLElement | null>, weeks: number): number {
  const [lanes, setLanes] = useState(3);
  useLayoutEffect(() => {
    const element = grid.current;
    if (element === null) return;
    const measure = () => {
      const row = (element.clientHeight - 32) / Math.max(1, weeks);
      setLanes(Math.max(2, Math.floor((row - above) / lineHeight)));
    };
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    measure();
    return () => observer.disconnect();
  }, [grid, weeks]);
  return lanes;
}
