import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import './empty-state.css';

export interface EmptyStateProps {
  readonly icon: LucideIcon;
  readonly title: ReactNode;
  /** What to do now. */
  readonly children?: ReactNode;
  readonly action?: ReactNode;
  /** Where it is the whole page. */
  readonly isPage?: boolean;
}

/** Where nothing is yet, with what to do about it. */
export function EmptyState({ icon: Icon, title, children, action, isPage = false }: EmptyStateProps) {
  const Title = isPage ? 'h1' : 'p';
  return (
    <div className="ui-empty">
      <span className="ui-empty-icon">
        <Icon aria-hidden />
      </span>
      <Title className="ui-empty-title">{title}</Title>
      {children !== undefined && children !== null && <p className="ui-empty-text">{children}</p>}
      {action}
    </div>
  );
}
