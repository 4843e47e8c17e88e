import type { Actor } from '@landescloud/kernel';
import type { Queryable } from '@landescloud/platform/database';
import { dataOfLinks, forgetMaker, type LinksData } from './data-of-links.ts';
import { createDeliveries, type Deliveries } from './deliveries/deliveries.ts';
import { endLinks, forgetOldLinks, withdrawLinksOf } from './end-links.ts';
import type { LinksDeps } from './link-deps.ts';
import { manageLinks, type ManageLinks } from './manage-links.ts';
import { seenByLinks, type SeeingLink } from './seen-by-links.ts';
import { createVisitors, type Visitors } from './visits/visitors.ts';

/**
 * Public links: who may share something makes them, who has the address comes by them without an account. What visitors
 * may do is granted to the link itself (files' grants), so that every way in finds the same right.
 */
export interface Links extends ManageLinks {
  readonly visitors: Visitors;
  readonly deliveries: Deliveries;
  /** Whose visitors would see what is collected in a folder. */
  seenBy(actor: Actor, nodeId: number): Promise<SeeingLink[]>;
  /** What is stored of who makes links (GDPR Art. 15 and 20). No right is checked. */
  dataOf(personId: number): Promise<LinksData>;
  /** Somebody is erased. */
  forget(tx: Queryable, personId: number): Promise<void>;
  /** What the jobs do: ends what is due. */
  tidy(): Promise<void>;
}

const endJob = 'sharing.end-links';
const sweepJob = 'sharing.sweep-links';

/**
 * Events: `sharing.link_made`, `link_changed`, `link_withdrawn`, `link_opened`, `link_downloaded`, `delivery_begun`,
 * `delivery_submitted`, `delivery_abandoned`; subject `node:<id>`, with `linkId`. Before `jobs.start`.
 */
export function createLinks(deps: LinksDeps): Links {
  const visitors = createVisitors(deps);
  const tidy = endLinks(deps);
  const withdraw = withdrawLinksOf(deps);
  deps.jobs.define(endJob, tidy);
  deps.jobs.cron('* * * * *', endJob);
  deps.jobs.define(sweepJob, async () => {
    await visitors.codes.sweep();
    await forgetOldLinks(deps);
  });
  deps.jobs.cron('17 * * * *', sweepJob);
  deps.events.subscribe('sharing.links-of-leavers', ['directory.person_left'], async (left) => {
    for (const { subject } of left) await withdraw(Number(subject.replace('person:', '')));
  });
  return {
    ...manageLinks(deps),
    visitors,
    deliveries: createDeliveries(deps),
    seenBy: seenByLinks(deps),
    tidy,
    dataOf: (personId) => dataOfLinks(deps.db, deps.files, personId),
    forget: forgetMaker,
  };
}
