import type { Events } from '@landescloud/platform/events';
import type { FilesContext } from '../context.ts';
import type { FilesDirectory } from '../directory-port.ts';
import { retentionClasses } from './classes.ts';
import { deletions } from './deletions.ts';
import { nodeLife } from './node-life.ts';
import type { Retention } from './retention-door.ts';

export interface RetentionDeps {
  readonly context: FilesContext;
  readonly directory: FilesDirectory;
  readonly events: Pick<Events, 'record'>;
}

export function createRetention(deps: RetentionDeps): Retention {
  return { ...retentionClasses(deps), ...nodeLife(deps), ...deletions(deps.context, deps.directory) };
}
