import type { Events } from '@landescloud/platform/events';
import type { FilesContext } from '../context.ts';
import type { FilesDirectory } from '../directory-port.ts';
import type { Notifications } from '@landescloud/platform/notifications';
import type { FilesMail } from '../life/life-deps.ts';
import type { EndSpace } from './end-space.ts';
import type { SpaceAccess } from './space-access.ts';
import type { SpaceViewer } from './space-viewer.ts';

/** What the commands about spaces are made with. */
export interface SpaceDeps {
  readonly context: FilesContext;
  readonly directory: FilesDirectory;
  readonly events: Pick<Events, 'record'>;
  readonly mail: FilesMail;
  readonly notify: Notifications['notify'];
  /** The whole address of a page. */
  readonly link: (path: string) => string;
  readonly access: SpaceAccess;
  readonly views: SpaceViewer;
  readonly ending: EndSpace;
  /** The person's root shows other spaces now. */
  readonly announcePerson: (personId: number) => void;
}
