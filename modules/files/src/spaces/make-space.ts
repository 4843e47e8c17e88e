import type { Actor } from '@landescloud/kernel';
import { rightsOf } from '../access.ts';
import { eventActor } from '../tree/space-write.ts';
import { guestsNotAllowed, mayNotMakeSpace, notAdministered, organisationNotFound, spaceNotFound } from '../errors.ts';
import type { MayMakeSpaces, NewExchange, NewProject, Spaces } from './spaces-door.ts';
import { checkName } from '../names.ts';
import type { SpaceView } from '../views.ts';
import type { SpaceDeps } from './space-deps.ts';
import { putMember } from './space-members.ts';
import { readSpace } from './space-row.ts';
import { checkedEnd, checkedPurpose, checkedSponsor, latestEnd } from './space-terms.ts';
import { insertSpace } from './space-writer.ts';

interface Making {
  readonly kind: 'project' | 'exchange';
  readonly input: NewProject | NewExchange;
  readonly sponsorLogin: string | null;
}

export function makeSpaces(deps: SpaceDeps): Pick<Spaces, 'createProject' | 'createExchange' | 'mayMake'> {
  const { context, directory, events, access, views } = deps;
  const { db, clock } = context;

  async function organisationFor(actor: Actor, key: string | undefined): Promise<number> {
    if (key === undefined && actor.kind === 'person') return actor.organisationId;
    const organisation = key === undefined ? null : await directory.organisationByKey(key);
    if (organisation === null) throw organisationNotFound();
    return organisation.id;
  }

  async function mayMake(actor: Actor, organisationId: number): Promise<MayMakeSpaces> {
    const rules = await directory.spaceRules(organisationId);
    const administers = await access.administers(actor, organisationId);
    const member = actor.kind === 'person' && actor.role !== 'guest' && actor.organisationId === organisationId;
    const outside = (await directory.guestSharing(actor, organisationId)) !== 'forbidden';
    return {
      project: administers || (member && rules.projects === 'members'),
      exchange: outside && rules.exchange !== 'nobody' && (administers || (member && rules.exchange === 'members')),
      latestExchangeEnd: latestEnd('exchange', rules, clock.now()) ?? 0,
      quota: administers,
    };
  }

  async function make(actor: Actor, { kind, input, sponsorLogin }: Making): Promise<SpaceView> {
    const organisationId = await organisationFor(actor, input.organisationKey);
    const may = await mayMake(actor, organisationId);
    if (!may[kind]) {
      const outside = await directory.guestSharing(actor, organisationId);
      throw kind === 'exchange' && outside === 'forbidden' ? guestsNotAllowed() : mayNotMakeSpace();
    }
    const { quotaBytes = null, purpose = '', endsAt = null } = input;
    if (quotaBytes !== null && !may.quota) throw notAdministered();
    const name = checkName(input.name.trim());
    const rules = await directory.spaceRules(organisationId);
    const terms = {
      purpose: checkedPurpose(kind, purpose),
      endsAt: checkedEnd(kind, endsAt, rules, clock.now()),
      sponsorId: sponsorLogin === null ? null : await checkedSponsor(directory, actor, organisationId, sponsorLogin),
    };
    const made = await db.transaction(async (tx) => {
      const now = clock.now();
      const space = await insertSpace(tx, { kind, name, organisationId, ownerId: null, quotaBytes, now, ...terms });
      if (space === null) throw spaceNotFound();
      const data = { kind, endsAt: terms.endsAt, sponsorId: terms.sponsorId };
      const subject = `space:${space.id}`;
      await events.record(tx, [
        { type: 'files.space_created', actor: eventActor(actor), organisationId, subject, data, at: now },
      ]);
      return space;
    });
    const managers = new Set([terms.sponsorId, actor.kind === 'person' ? actor.personId : null]);
    for (const id of managers) if (id !== null) await putMember(deps, { ...made, name }, id, 'manager');
    const row = await readSpace(db, made.id);
    const [view] = await views.all([{ row, rights: rightsOf('manager'), mountName: name }]);
    return view as SpaceView;
  }

  return {
    mayMake: (actor) => mayMake(actor, actor.organisationId),
    createProject: (actor, input) => make(actor, { kind: 'project', input, sponsorLogin: null }),
    createExchange: (actor, input) => {
      const own = actor.kind === 'person' ? actor.login : null;
      return make(actor, { kind: 'exchange', input, sponsorLogin: input.sponsorLogin ?? own });
    },
  };
}
