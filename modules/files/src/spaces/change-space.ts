import { DomainError } from '@landescloud/kernel';
import { has, MANAGE, requirePerson } from '../access.ts';
import { notManager, personNotFound, spaceClosed, spaceNotFound, sponsorUnfit } from '../errors.ts';
import type { Spaces } from './spaces-door.ts';
import { tellPeople } from '../life/life-deps.ts';
import { spaceUnmanagedMail } from '../life/space-mails.ts';
import { checkName } from '../names.ts';
import { endMembership, putMembership } from './membership-writer.ts';
import { mountNameFor } from './mount-name.ts';
import type { SpaceDeps } from './space-deps.ts';
import { managersOf } from './space-grants.ts';
import { putMember } from './space-members.ts';
import { readSharedSpace, readSpace, type SpaceRow } from './space-row.ts';
import { checkedEnd, checkedPurpose, checkedSponsor } from './space-terms.ts';

type Changing = Pick<Spaces, 'rename' | 'setQuota' | 'change' | 'close' | 'handOver'>;

/** What a space is called, what it is for, when it ends and who answers for it. */
export function changeSpaces(deps: SpaceDeps): Changing {
  const { context, directory, access, ending, announcePerson } = deps;
  const { db, clock, lanes } = context;

  return {
    async rename(actor, spaceId, name) {
      const space = await readSpace(db, spaceId);
      await access.requireManaging(actor, space);
      if (space.kind === 'personal') throw spaceNotFound();
      const title = checkName(name.trim());
      // called otherwise now than after who had it before
      await db.query('update files.space set name = $2, handed_over_from = null where id = $1', [space.id, title]);
    },

    async setQuota(actor, spaceId, quotaBytes) {
      const space = await readSpace(db, spaceId);
      await access.requireAdministering(actor, space);
      await db.query('update files.space set quota_bytes = $2 where id = $1', [space.id, quotaBytes]);
    },

    async change(actor, spaceId, { purpose, endsAt, sponsorLogin }) {
      const space = await readSharedSpace(db, spaceId);
      await access.requireManaging(actor, space);
      const { kind, organisation_id: organisationId } = space;
      const text = purpose === undefined ? space.purpose : checkedPurpose(kind, purpose);
      const sponsorId =
        sponsorLogin === undefined
          ? space.sponsor_id
          : await checkedSponsor(directory, actor, organisationId, sponsorLogin);
      if (sponsorLogin !== undefined && kind !== 'exchange') throw sponsorUnfit();
      const rules = await directory.spaceRules(organisationId);
      const end = endsAt === undefined ? undefined : checkedEnd(kind, endsAt, rules, clock.now());
      if (text !== space.purpose || sponsorId !== space.sponsor_id) {
        await lanes.run(space.id, async (write) => {
          await write.write('update files.space set purpose = $2, sponsor_id = $3 where id = $1', [
            space.id,
            text,
            sponsorId,
          ]);
          write.recordSpace(actor, 'space_changed', { sponsorId });
        });
        const named = { id: space.id, rootId: space.root_id, name: space.name };
        if (sponsorId !== null && sponsorId !== space.sponsor_id) await putMember(deps, named, sponsorId, 'manager');
      }
      if (end !== undefined && end !== space.ends_at) await ending.setEnd(actor, space, end);
    },

    async close(actor, spaceId) {
      const space = await readSharedSpace(db, spaceId);
      await access.requireManaging(actor, space);
      if (!(await ending.close(actor, space, 'person'))) throw spaceClosed();
    },

    async handOver(actor, spaceId, { login, stay = false }) {
      const space = await readSharedSpace(db, spaceId);
      const person = requirePerson(actor);
      const rights = await access.requireMember(actor, space);
      if (!has(rights, MANAGE)) throw notManager();
      const successor = login === null ? null : await directory.byLogin(login);
      if (login !== null && (successor === null || !(await directory.finds(actor, login)))) throw personNotFound();
      if (successor?.guest === true || successor?.personId === person.personId) {
        throw new DomainError('Conflict', 'files.successor_unfit', 'A space goes to another person, who is no guest.');
      }
      const sponsors = space.kind === 'exchange' && space.sponsor_id === person.personId;
      if (sponsors && successor !== null && successor.organisationId !== space.organisation_id) throw sponsorUnfit();
      const to = successor?.personId ?? null;
      const mountName = to === null ? '' : await mountNameFor(context, to, space.name);
      await lanes.run(space.id, async (write) => {
        const tx = write.reader;
        write.dirty = true;
        const of = { nodeId: space.root_id, spaceId: space.id };
        if (to !== null) await putMembership(tx, { ...of, personId: to, role: 'manager', mountName });
        if (stay && to !== null)
          await putMembership(tx, { ...of, personId: person.personId, role: 'editor', mountName });
        else await endMembership(tx, space.root_id, person.personId);
        if (sponsors) await write.write('update files.space set sponsor_id = $2 where id = $1', [space.id, to]);
        write.recordSpace(actor, 'space_handed_over', { from: person.personId, to });
      });
      announcePerson(person.personId);
      if (to !== null) announcePerson(to);
      else if ((await managersOf(db, space.root_id)).length === 0) await tellAdministrators(deps, space, person.name);
    },
  };
}

/** Nobody manages it now: whose administrators are to name somebody hear of it. */
async function tellAdministrators(deps: SpaceDeps, space: SpaceRow, from: string): Promise<void> {
  const { context, directory } = deps;
  const { organisation_id: organisationId, id: spaceId, name } = space;
  const ids = await directory.administratorsOf(organisationId);
  const about = {
    ids,
    organisationId,
    subject: `space:${spaceId}`,
    path: '/administration/spaces?only=unmanaged',
    data: { space: name },
  };
  await context.db.transaction((tx) =>
    tellPeople(deps, tx, about, 'files.space_unmanaged', (to) => spaceUnmanagedMail({ ...to, space: name, from })),
  );
}
