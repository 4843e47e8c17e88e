import { useLingui } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { whereOf, type Located } from '../../../shell/found-files.ts';
import { nodeLink } from '../../../shell/use-commands.ts';
import { isSharedRoot } from '../../../session/spaces.ts';
import { FileIcon } from '../../../ui/file-icon.tsx';

/** A file or folder as a line that leads to it. */
export function FileLine({ file, end }: { readonly file: Located; readonly end?: ReactNode }) {
  const { t } = useLingui();
  const { node } = file;
  const where = whereOf(file);
  return (
    <li>
      <Link {...nodeLink(node)} className="file-line">
        <FileIcon kind={node.kind} mime={node.mime} isSpace={isSharedRoot(node)} />
        <span className="file-line-text">
          <span className="file-line-name">{node.name}</span>
          <span className="file-line-where">{where === '' ? t`Meine Dateien` : where}</span>
        </span>
        {end !== undefined && <span className="file-line-end">{end}</span>}
      </Link>
    </li>
  );
}
