import { Brand } from './brand.tsx';
import { NotFoundPage } from './not-found-page.tsx';
import './not-found.css';

/** For an address that leads nowhere, outside the frame with navigation. */
export function NotFoundFrame() {
  return (
    <main className="not-found">
      <Brand />
      <NotFoundPage />
    </main>
  );
}
