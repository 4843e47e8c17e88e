import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import './empty-state.css';

export interface EmptyStateProps {
  readonly icon: LucideIcon;
  readonly title: ReactNode;
  /** What to do now. */
  readonly children?: ReactNode;
  readonly action?: ReactNode;
}

/** Where nothing is yet, with what to do about it. */
export function EmptyState({ icon: Icon, title, children, action }: EmptyStateProps) {
  return (
    <div className="ui-empty">
      <span className="ui-empty-icon">
        <Icon aria-hidden />
      </span>
      <p className="ui-empty-title">{title}</p>
      {children !== undefined && <p className="ui-empty-text">{children}</p>}
      {action}
    </div>
  );
}
