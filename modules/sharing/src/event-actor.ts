import type { Actor, LinkActor } from '@landescloud/kernel';
import type { EventActor } from '@landescloud/platform/events';

/** Who did it, as events say it: a person, who came by a link, or the house itself. */
export function eventActor(actor: Actor | LinkActor): EventActor {
  if (actor.kind === 'person') {
    const { kind, personId, name, client } = actor;
    return { kind, personId, name, client };
  }
  return actor.kind === 'link'
    ? { kind: 'link', name: actor.name, client: actor.client }
    : { kind: 'system', name: actor.name };
}
