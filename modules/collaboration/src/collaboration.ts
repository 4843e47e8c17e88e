import type { Queryable } from '@landescloud/platform/database';
import type { CollaborationDeps } from './collaboration-deps.ts';
import type { Comments } from './comments/comments-door.ts';
import { createComments } from './comments/comments.ts';
import { noteHistory, notedEvents } from './history/note-history.ts';
import { tidyJob } from './jobs/tidy.ts';
import { collaborationNotifications } from './notification-kinds.ts';
import { dataOfPerson, type CollaborationData } from './personal-data/data-of-person.ts';
import { forgetPerson, type Forgotten } from './personal-data/personal-data-store.ts';
import { createPresence, type Presence } from './presence/presence.ts';
import { createSubscriptions, type Subscriptions } from './subscriptions/subscriptions.ts';
import { followedEvents, tellFollowers } from './subscriptions/tell-followers.ts';
import { createTags, type Tags } from './tags/tags.ts';

/** Working together on files. What one may not see is answered as files answers it: `files.node_not_found`. */
export interface Collaboration {
  readonly comments: Comments;
  readonly tags: Tags;
  readonly subscriptions: Subscriptions;
  readonly presence: Presence;
  /** Somebody is erased. */
  forget(tx: Queryable, person: Forgotten): Promise<void>;
  /** No right is checked. */
  dataOf(personId: number): Promise<CollaborationData>;
}

/** Before `jobs.start` and `events.start`. */
export function createCollaboration(deps: CollaborationDeps): Collaboration {
  const { events, jobs, notifications } = deps;
  notifications.define(...collaborationNotifications);
  events.subscribe('collaboration.followers', followedEvents, tellFollowers(deps));
  events.subscribe('collaboration.history', notedEvents, noteHistory(deps));
  jobs.define('collaboration.tidy', tidyJob(deps));
  jobs.cron('50 2 * * *', 'collaboration.tidy');
  return {
    comments: createComments(deps),
    tags: createTags(deps),
    subscriptions: createSubscriptions(deps),
    presence: createPresence(deps),
    forget: forgetPerson,
    dataOf: dataOfPerson(deps),
  };
}
