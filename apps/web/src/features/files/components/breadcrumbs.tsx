import { Trans, useLingui } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import { ChevronRight, Ellipsis } from 'lucide-react';
import { Button } from 'react-aria-components/Button';
import { MenuButton } from '../../../ui/menu.tsx';
import type { Ancestor } from '../api/node-types.ts';

interface BreadcrumbsProps {
  /** From the person's root down; without the folder itself. */
  readonly ancestors: readonly Ancestor[];
  readonly onOpen: (id: number) => void;
}

const longest = 4;

/** The way to the folder. Every step takes what is dropped on it; of a long way the middle is in a menu. */
export function Breadcrumbs({ ancestors, onOpen }: BreadcrumbsProps) {
  const { t } = useLingui();
  const hidden = ancestors.length > longest ? ancestors.slice(1, -2) : [];
  const shown = ancestors.length > longest ? [ancestors[0], null, ...ancestors.slice(-2)] : ancestors;
  return (
    <nav aria-label={t`Pfad`} className="breadcrumbs">
      <ol>
        {shown.map((step, at) => (
          <li key={step?.id ?? 'more'}>
            {step ? (
              <Link
                to={at === 0 ? '/files' : '/files/$nodeId'}
                {...(at === 0 ? {} : { params: { nodeId: String(step.id) } })}
                activeOptions={{ exact: true }}
                data-drop-id={step.id}
                data-drop-name={step.name}
              >
                {at === 0 ? <Trans>Dateien</Trans> : step.name}
              </Link>
            ) : (
              <MenuButton
                label={t`Ordner dazwischen`}
                entries={hidden.map(({ id, name }) => ({ id: String(id), label: name, onAction: () => onOpen(id) }))}
              >
                <Button className="breadcrumbs-more" aria-label={t`Ordner dazwischen zeigen`}>
                  <Ellipsis aria-hidden />
                </Button>
              </MenuButton>
            )}
            <ChevronRight aria-hidden />
          </li>
        ))}
      </ol>
    </nav>
  );
}
