import { Link, useRouterState, type LinkProps } from '@tanstack/react-router';
import './tabs.css';

export interface LinkTab {
  readonly to: NonNullable<LinkProps['to']>;
  readonly label: string;
}

/** Parts of one area, each with an address of its own. */
export function LinkTabs({ label, tabs }: { readonly label: string; readonly tabs: readonly LinkTab[] }) {
  const path = useRouterState({ select: (state) => state.location.pathname.replace(/(.)\/$/, '$1') });
  return (
    <nav aria-label={label} className="ui-tab-list">
      {tabs.map((tab) => (
        <Link
          key={tab.to}
          to={tab.to}
          className="ui-tab"
          activeOptions={{ exact: true }}
          aria-current={path === tab.to ? 'page' : undefined}
        >
          {tab.label}
        </Link>
      ))}
    </nav>
  );
}
