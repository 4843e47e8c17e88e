import { Trans } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { formatBytes } from '../../../i18n/format.ts';
import { spacesQuery } from '../../../session/spaces.ts';
import { FileIcon } from '../../../ui/file-icon.tsx';

/** The project and exchange spaces that one is a member of. */
export function SpacesCard() {
  const { data = [] } = useQuery(spacesQuery);
  const projects = data.filter((space) => space.kind !== 'personal');
  if (projects.length === 0) return null;
  return (
    <section className="card start-card" aria-labelledby="spaces-heading">
      <h2 id="spaces-heading">
        <Trans>Räume</Trans>
      </h2>
      <ul className="file-lines">
        {projects.map((space) => (
          <li key={space.id}>
            <Link to="/files/$nodeId" params={{ nodeId: String(space.rootId) }} className="file-line">
              <FileIcon kind="folder" isSpace />
              <span className="file-line-text">
                <span className="file-line-name">{space.mountName}</span>
                <span className="file-line-where">{formatBytes(space.usedBytes)}</span>
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
