import { Link, useRouterState, type LinkProps } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import './tabs.css';

export interface LinkTab {
  readonly to: NonNullable<LinkProps['to']>;
  readonly label: string;
}

interface LinkTabsProps {
  readonly label: string;
  readonly tabs: readonly LinkTab[];
  /** Whether an address belongs to a tab; by default only its own. */
  readonly isWithin?: (path: string, to: string) => boolean;
}

/** Parts of one area, each with an address of its own. */
export function LinkTabs({ label, tabs, isWithin = (path, to) => path === to }: LinkTabsProps) {
  const path = useRouterState({ select: (state) => state.location.pathname.replace(/(.)\/$/, '$1') });
  const list = useRef<HTMLElement>(null);
  useEffect(() => {
    list.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [path]);
  return (
    <nav ref={list} aria-label={label} className="ui-tab-list">
      {tabs.map((tab) => (
        <Link
          key={tab.to}
          to={tab.to}
          className="ui-tab"
          activeOptions={{ exact: true }}
          aria-current={isWithin(path, tab.to) ? 'page' : undefined}
        >
          {tab.label}
        </Link>
      ))}
    </nav>
  );
}
