import type { ReactNode } from 'react';
import { PageHeader } from '../../../ui/page-header.tsx';
import { AccessNote } from './access-note.tsx';

interface SectionPageProps {
  readonly title: string;
  readonly text?: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** A part of administration that scrolls as a whole. */
export function SectionPage({ title, text, actions, children }: SectionPageProps) {
  return (
    <div className="page">
      <PageHeader title={title} text={text} actions={actions} />
      <AccessNote />
      <div className="administration-body">{children}</div>
    </div>
  );
}
