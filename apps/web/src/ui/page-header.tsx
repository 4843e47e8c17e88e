import type { ReactNode } from 'react';
import { useEffect } from 'react';
import './page.css';

export interface PageHeaderProps {
  readonly title: string;
  /** Above the title, for instance a path. */
  readonly above?: ReactNode;
  readonly text?: ReactNode;
  readonly actions?: ReactNode;
}

/** The head of a page; also the title of the window. */
export function PageHeader({ title, above, text, actions }: PageHeaderProps) {
  useDocumentTitle(title);
  return (
    <header className="page-header">
      <div className="page-header-text">
        {above}
        <h1>{title}</h1>
        {text !== undefined && <p className="muted">{text}</p>}
      </div>
      {actions !== undefined && <div className="page-header-actions">{actions}</div>}
    </header>
  );
}

/** Sets the title of the window: "Vergabe – Landescloud". */
export function useDocumentTitle(title: string): void {
  useEffect(() => {
    document.title = title === '' ? 'Landescloud' : `${title} – Landescloud`;
  }, [title]);
}
