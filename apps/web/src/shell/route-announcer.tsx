import { useRouterState } from '@tanstack/react-router';
import { useEffect, useState } from 'react';

/** Says the title of a page aloud after it was changed: a page change without a load is silent otherwise. */
export function RouteAnnouncer() {
  const pathname = useRouterState({ select: (state) => state.resolvedLocation?.pathname });
  const [text, setText] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setText(document.title.replace(/ – Landescloud$/, '')), 400);
    return () => clearTimeout(timer);
  }, [pathname]);
  return (
    <div className="visually-hidden" aria-live="polite">
      {text}
    </div>
  );
}
