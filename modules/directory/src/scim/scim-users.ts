import { randomUUID } from 'node:crypto';
import type { ApplyContext } from '../sources/apply-context.ts';
import { applyItems } from '../sources/apply-items.ts';
import { leavingLimit } from '../sources/brake.ts';
import { cleanLogin } from '../sources/clean-values.ts';
import type { Cleaned } from '../sources/clean-values.ts';
import { compareSource } from '../sources/compare-source.ts';
import { organisationFinder } from '../sources/find-organisation.ts';
import { readPresent } from '../sources/present-reader.ts';
import type { DifferenceItem, Problem } from '../sources/source-difference.ts';
import { writeManagers } from '../sources/source-people-writer.ts';
import type { SourceRecord } from '../sources/source-record.ts';
import type { ScimSettings } from '../sources/source-settings.ts';
import { presentRow, resourceChanges } from './change-resource.ts';
import { project } from './projection.ts';
import { checkedId, inTransaction, metaOf } from './scim-context.ts';
import type { ScimContext } from './scim-context.ts';
import { badRequest, notFound, ScimError } from './scim-error.ts';
import { answerQuery, listResponse, onlyEquals } from './scim-query.ts';
import type { ScimQuery } from './scim-query.ts';
import {
  allUsers,
  goneUser,
  leftLately,
  rejoinGroups,
  someUsers,
  userById,
  usersByExternalId,
  usersByLogin,
  writeUser,
  writeUserState,
} from './scim-store.ts';
import type { UserRow } from './scim-store.ts';
import { isActive, storedUser, userRecord, viewUser } from './scim-user.ts';
import { isObject } from './scim-value.ts';
import type { ScimObject } from './scim-value.ts';

const day = 86_400_000;

export async function listUsers(context: ScimContext, query: ScimQuery): Promise<ScimObject> {
  const { db } = context.deps;
  const { id: sourceId, settings } = context.source;
  const { filter, sortBy, startIndex, count, projection } = query;
  const view = (row: UserRow) => show(context, row);
  const projected = (users: readonly ScimObject[]) => users.map((user) => project(user, projection));
  if (!filter && sortBy === undefined) {
    const { total, rows } = await someUsers(db, sourceId, startIndex - 1, count);
    return listResponse(total, startIndex, projected(rows.map(view)));
  }
  // what clients ask before each change
  const login = onlyEquals(filter, 'userName');
  const externalId = onlyEquals(filter, 'externalId');
  const { loginSuffix } = settings as ScimSettings;
  const rows =
    login !== undefined
      ? await withLogin(context, cleanLogin(login, loginSuffix))
      : externalId === undefined
        ? await allUsers(db, sourceId)
        : externalId.includes('\0')
          ? []
          : await usersByExternalId(db, sourceId, externalId);
  const { total, page } = answerQuery(rows.map(view), query);
  return listResponse(total, startIndex, projected(page));
}

function withLogin({ deps, source }: ScimContext, login: Cleaned<string>): Promise<UserRow[]> {
  return 'problem' in login ? Promise.resolve([]) : usersByLogin(deps.db, source.id, login.value);
}

export async function getUser(context: ScimContext, id: string): Promise<ScimObject> {
  const row = await userById(context.deps.db, context.source.id, checkedId(id));
  if (!row) throw notFound();
  return show(context, row);
}

export async function createUser(context: ScimContext, given: unknown): Promise<ScimObject> {
  if (!isObject(given)) throw badRequest('invalidSyntax', 'A user is an object.');
  return inTransaction(context, async (apply) => {
    const { source } = context;
    const record = userRecord('', given);
    const cleaned = cleanLogin(record.login, (source.settings as ScimSettings).loginSuffix);
    const back = 'problem' in cleaned ? undefined : await goneUser(apply.tx, source.id, cleaned.value);
    const id = back ?? randomUUID();
    await write(context, apply, id, given, undefined);
    return reload(context, apply, id);
  });
}

const { replace, patch } = resourceChanges(change, 'A user');
export { patch as patchUser, replace as replaceUser };

export async function deleteUser(context: ScimContext, id: string, ifMatch?: string): Promise<void> {
  await inTransaction(context, async (apply) => {
    const row = presentRow(await userById(apply.tx, context.source.id, checkedId(id)), ifMatch);
    if (row.active) await brake(context, apply);
    await applyItems(apply, [{ ...leavingItem(id, row.name), position: 0 }]);
  });
}

async function change(
  context: ScimContext,
  id: string,
  ifMatch: string | undefined,
  change: (present: ScimObject) => ScimObject,
): Promise<ScimObject> {
  return inTransaction(context, async (apply) => {
    const row = presentRow(await userById(apply.tx, context.source.id, checkedId(id)), ifMatch);
    await write(context, apply, id, change({ ...stored(row), active: row.active }), row);
    return reload(context, apply, id);
  });
}

/** The person as the resource says, and the resource itself. */
async function write(
  context: ScimContext,
  apply: ApplyContext,
  id: string,
  resource: ScimObject,
  row: UserRow | undefined,
): Promise<void> {
  const { tx, sourceId } = apply;
  const active = isActive(resource);
  const record = userRecord(id, resource);
  if (active || !row) await writePerson(context, apply, record);
  else if (row.active) await writePerson(context, apply, record);
  if (!active && (row?.active ?? true)) {
    if (row) await brake(context, apply);
    await applyItems(apply, [{ ...leavingItem(id, record.name), position: 0 }]);
  }
  // not gone: the client sees the user as inactive
  if (!active) await writeUserState(tx, sourceId, id, 'disabled');
  await writeUser(tx, sourceId, id, storedUser(resource), apply.now);
  if (!active) return;
  apply.changed(await writeManagers(tx, sourceId));
  if (row && !row.active) {
    const groups = await rejoinGroups(tx, sourceId, id);
    const data = { personId: row.personId };
    const about = { organisationId: apply.organisationId, data };
    await apply.record(
      groups.map((group) => ({ type: 'directory.group_member_added', subject: `group:${group}`, ...about })),
    );
  }
}

async function writePerson(context: ScimContext, apply: ApplyContext, record: SourceRecord): Promise<void> {
  const { source, deps } = context;
  const settings = source.settings as ScimSettings;
  const tree = await deps.trees.current();
  const cleaned = cleanLogin(record.login, settings.loginSuffix);
  const present = await readPresent(apply.tx, {
    sourceId: source.id,
    externalIds: [record.externalId, ...(record.manager ? [record.manager] : [])],
    logins: 'problem' in cleaned ? [] : [cleaned.value],
    groupKeys: [],
    adoptIn: settings.adopts ? tree.subtreeIds(source.organisationId) : [],
    groups: false,
  });
  const others = present.people.filter(({ externalId }) => externalId !== record.externalId);
  const { items } = compareSource({
    snapshot: { people: [record], unchanged: others.map(({ externalId }) => externalId), groups: null },
    present,
    organisation: organisationFinder(tree, source.organisationId, settings),
    loginSuffix: settings.loginSuffix,
    adopts: settings.adopts,
    groupKey: () => '',
  });
  const meant = items.filter(({ kind }) => kind === 'added' || kind === 'changed' || kind === 'returning');
  const known = present.people.some(({ externalId }) => externalId === record.externalId);
  const problems = items.flatMap((item) => (item.kind === 'problem' ? [item.after] : []));
  if (meant.length === 0) {
    const fatal = problems.find(({ problem }) => isFatal(problem));
    if (fatal) throw refusal(fatal);
    if (!known) throw badRequest('invalidValue', 'This user cannot be taken over.');
  }
  const refused = await applyItems(
    apply,
    meant.map((item, position) => ({ ...item, position })),
  );
  if (refused[0]) throw refusal(refused[0].problem);
}

function isFatal(problem: Problem['problem']): boolean {
  return problem !== 'bad_email' && problem !== 'bad_phone';
}

function refusal({ problem, field, value }: Problem): ScimError {
  if (problem === 'login_taken' || problem === 'login_twice') {
    return new ScimError(409, 'uniqueness', 'This userName belongs to somebody already.');
  }
  const where = field === undefined ? '' : ` ${field}`;
  const what = value === undefined ? '' : `: '${value}'`;
  return badRequest('invalidValue', `${problem}${where}${what}`);
}

/** A client that deactivates everybody was probably told wrongly. */
async function brake({ source, deps }: ScimContext, { tx, now }: ApplyContext): Promise<void> {
  if (source.leavingAllowedUntil !== null && source.leavingAllowedUntil > now) return;
  const { left, present } = await leftLately(tx, source.id, new Date(deps.clock.now() - day));
  if (left + 1 <= leavingLimit(source.settings as ScimSettings, left + present)) return;
  throw new ScimError(
    403,
    undefined,
    'Too many people of this source left within a day; an administrator has to allow more.',
  );
}

function leavingItem(externalId: string, label: string): DifferenceItem {
  return { kind: 'leaving', externalId, label, before: null, after: { reason: 'removed' } };
}

async function reload(context: ScimContext, { tx }: ApplyContext, id: string): Promise<ScimObject> {
  const row = await userById(tx, context.source.id, id);
  if (!row) throw notFound();
  return show(context, row);
}

function show({ base }: ScimContext, row: UserRow): ScimObject {
  const groups = row.groups.map((group) => ({ ...group, $ref: `${base}/Groups/${String(group['value'])}` }));
  return viewUser(stored(row), { id: row.id, active: row.active, groups, meta: metaOf(base, 'User', row) });
}

function stored({ resource, login, name }: UserRow): ScimObject {
  return resource ?? { userName: login, displayName: name };
}
