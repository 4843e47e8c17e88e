import type { PersonActor } from '@landescloud/kernel';
import type { Audit } from '@landescloud/audit';
import type { Calendar } from '@landescloud/calendar';
import type { Collaboration } from '@landescloud/collaboration';
import type { Contacts } from '@landescloud/contacts';
import type { Directory } from '@landescloud/directory';
import type { Files } from '@landescloud/files';
import type { Auth } from '@landescloud/platform/auth';
import type { Mail } from '@landescloud/platform/mail';
import type { Notifications } from '@landescloud/platform/notifications';
import type { Handovers, Links, Sharing } from '@landescloud/sharing';
import { jsonDocument } from './json-document.ts';
import { personalDataNotes } from './personal-data-notes.ts';

export interface PersonalDataRooms {
  readonly directory: Directory;
  readonly auth: Auth;
  readonly files: Files;
  readonly mail: Mail;
  readonly notifications: Notifications;
  readonly collaboration: Collaboration;
  readonly calendar: Calendar;
  readonly contacts: Contacts;
  readonly sharing: Sharing;
  readonly links: Links;
  readonly handovers: Handovers;
  readonly audit: Audit;
}

/** More than a year of mail to one person. */
const mostMail = 10_000;

/** What every room stores about a person, as one JSON document that is read as it is sent (GDPR Art. 15 and 20). */
export async function personalData(rooms: PersonalDataRooms, actor: PersonActor): Promise<AsyncIterable<string>> {
  const {
    directory,
    auth,
    files,
    mail,
    notifications,
    collaboration,
    calendar,
    contacts,
    sharing,
    links,
    handovers,
    audit,
  } = rooms;
  const { personId } = actor;
  const { addresses, ...known } = await directory.me.data(actor);
  const [{ language }, signIn, inFiles, mails, told, together, events, books, shares, made, handed] = await Promise.all(
    [
      directory.me.get(actor),
      auth.dataOf(personId),
      files.dataOf(personId),
      mail.sentTo({ personId, addresses }, mostMail),
      notifications.dataOf(personId),
      collaboration.dataOf(personId),
      calendar.dataOf(personId),
      contacts.dataOf(personId),
      sharing.dataOf(personId),
      links.dataOf(personId),
      handovers.dataOf(personId),
    ],
  );
  const { spaces, shared, favourites, locks, uploads, checks } = inFiles;
  return jsonDocument({
    about: { madeAt: new Date(auth.clock.now()), notes: personalDataNotes[language] },
    ...known,
    signIn,
    spaces,
    shared,
    favourites,
    locks,
    uploadsInWork: uploads,
    uploadsChecked: checks,
    mail: mails.map(({ id: _, organisationId: _of, error: _why, createdAt, sentAt, ...rest }) => ({
      ...rest,
      createdAt: new Date(createdAt),
      sentAt: sentAt === null ? null : new Date(sentAt),
    })),
    notifications: told,
    ...together,
    ...events,
    ...books,
    ...shares,
    ...made,
    ...handed,
    audit: entriesOf(audit, personId),
  });
}

async function* entriesOf(audit: Audit, personId: number): AsyncGenerator {
  for await (const { id, at, data, organisationId: _, ...entry } of audit.ofPerson(personId)) {
    yield { entry: id, at: new Date(at), ...entry, data: data === null ? null : (JSON.parse(data) as unknown) };
  }
}
