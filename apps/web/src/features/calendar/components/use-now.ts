import { useEffect, useState } from 'react';
import { wallOf, type Wall } from '../domain/zones.ts';

/** The clock of a zone, minute by minute. */
export function useNow(zone: string): Wall {
  const [now, setNow] = useState(() => wallOf(Date.now(), zone));
  useEffect(() => {
    const tick = () => setNow(wallOf(Date.now(), zone));
    tick();
    const timer = setInterval(tick, 20_000);
    return () => clearInterval(timer);
  }, [zone]);
  return now;
}
