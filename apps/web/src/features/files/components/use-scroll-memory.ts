import { useRouterState } from '@tanstack/react-router';
import { useEffect, useLayoutEffect, useRef, type RefObject } from 'react';

const positions = new Map<string, number>();

/** Going back finds the list where one left it; any other way it begins at its top. */
export function useScrollMemory(scroller: RefObject<HTMLElement | null>, identity: string, isReady: boolean): void {
  const entry = useRouterState({ select: ({ location }) => location.state.__TSR_key ?? '' });
  const key = `${entry} ${identity}`;
  const restored = useRef('');

  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element || !isReady || restored.current === identity) return;
    restored.current = identity;
    element.scrollTop = positions.get(key) ?? 0;
  }, [scroller, identity, key, isReady]);

  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const remember = () => positions.set(key, element.scrollTop);
    element.addEventListener('scroll', remember, { passive: true });
    return () => element.removeEventListener('scroll', remember);
  }, [scroller, key]);
}
