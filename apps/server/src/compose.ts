import { auditMigrations, createAudit, type Audit } from '@landescloud/audit';
import {
  calendarMigrations,
  createCalendar,
  createReminders,
  createScheduling,
  mostSubscribedBytes,
  type Calendar,
  type Reminders,
  type SchedulingRoom,
} from '@landescloud/calendar';
import { collaborationMigrations, createCollaboration, type Collaboration } from '@landescloud/collaboration';
import { contactsMigrations, createContacts, type Contacts } from '@landescloud/contacts';
import {
  createDirectory,
  createGuests,
  createProviders,
  createSources,
  directoryMigrations,
  type Directory,
  type Guests,
  type Providers,
  type Sources,
} from '@landescloud/directory';
import { createFiles, filesMigrations, filesNotifications, type Files } from '@landescloud/files';
import { systemClock, type Clock } from '@landescloud/kernel';
import { createAuth, openSecretBox, type Auth } from '@landescloud/platform/auth';
import { createFolderBlobs, type BlobStore } from '@landescloud/platform/blobs';
import type { Settings } from '@landescloud/platform/config';
import { migrate, openDatabase, platformMigrations, type Database } from '@landescloud/platform/database';
import { createEvents, createHints, type Events, type Hints } from '@landescloud/platform/events';
import { type Log } from '@landescloud/platform/http';
import { createJobs, type Jobs } from '@landescloud/platform/jobs';
import { createMail, type Mail } from '@landescloud/platform/mail';
import { createGuardedFetch, createNetworkGuard } from '@landescloud/platform/outgoing';
import { createNotifications, type Notifications } from '@landescloud/platform/notifications';
import { createScanner, type Scanner } from '@landescloud/platform/scan';
import {
  createHandovers,
  createLinks,
  createRequests,
  createSharing,
  openSeal,
  sharingMigrations,
  type Handovers,
  type Links,
  type Requests,
  type Sharing,
} from '@landescloud/sharing';
import { join } from 'node:path';
import { tellPeople } from './account-mails/tell-people.ts';
import { filesDirectory } from './files-directory.ts';
import { guestSpaces } from './guest-spaces.ts';
import { linkTo } from './link-to.ts';

/** Every room, made once. */
export interface Rooms {
  readonly settings: Settings;
  readonly log: Log;
  readonly database: Database;
  readonly blobs: BlobStore;
  readonly events: Events;
  readonly hints: Hints;
  readonly jobs: Jobs;
  readonly mail: Mail;
  readonly notifications: Notifications;
  readonly scanner: Scanner;
  readonly directory: Directory;
  readonly guests: Guests;
  readonly sources: Sources;
  readonly providers: Providers;
  readonly auth: Auth;
  readonly files: Files;
  readonly sharing: Sharing;
  readonly handovers: Handovers;
  readonly requests: Requests;
  readonly links: Links;
  readonly collaboration: Collaboration;
  readonly calendar: Calendar;
  readonly contacts: Contacts;
  readonly scheduling: SchedulingRoom;
  readonly reminders: Reminders;
  readonly audit: Audit;
  /** Hears and tells what happens in other processes; for whoever stays longer than one command. */
  listen(): Promise<void>;
  /** Work that one process does for all: jobs and subscribers of events. */
  work(): Promise<void>;
  /** Ends work and closes the database. */
  close(): Promise<void>;
}

export interface RoomOptions {
  readonly settings: Settings;
  readonly log: Log;
  readonly clock?: Clock;
  /** False where another process has just done it. */
  readonly migrates?: boolean;
}

/** The only place that knows all rooms: opens the database, brings its tables up to date and plugs the rooms together. */
export async function openRooms({ settings, log, clock = systemClock, migrates = true }: RoomOptions): Promise<Rooms> {
  const where = settings.databaseUrl === null ? { dataDir: settings.dataDir } : { url: settings.databaseUrl };
  const database = await openDatabase({ ...where, maxConnections: settings.databaseConnections }, log);
  try {
    const jobs = createJobs(database, log);
    if (migrates) {
      await migrate(database, [
        platformMigrations,
        directoryMigrations,
        filesMigrations,
        sharingMigrations,
        collaborationMigrations,
        calendarMigrations,
        contactsMigrations,
        auditMigrations,
      ]);
      await jobs.prepare();
    }
    const blobs = await createFolderBlobs(settings.blobsDir);
    const events = createEvents(database, log);
    const hints = createHints(database);
    const { smtpUrl, mailFrom: sender } = settings;
    const mail = createMail({ db: database, jobs, events, clock, log, smtpUrl, sender });
    const scanner = createScanner({ address: settings.clamd, maxBytes: settings.clamdMaxBytes, clock });
    const directory = createDirectory({ db: database, clock, events, jobs, hints });
    const notifications = createNotifications({
      db: database,
      jobs,
      hints,
      mail,
      clock,
      people: directory.people,
      link: linkTo(settings),
    });
    notifications.define(...filesNotifications);
    const guests = createGuests({
      db: database,
      clock,
      events,
      hints,
      jobs,
      mail,
      link: linkTo(settings),
      spaces: guestSpaces(() => files, directory),
    });
    const secrets = await openSecretBox(join(settings.dataDir, 'secrets'));
    const sources = createSources({ db: database, clock, events, hints, jobs, secrets });
    const providers = createProviders({
      db: database,
      clock,
      events,
      hints,
      secrets,
      discover: (issuer) => auth.oidc.discover(issuer),
    });
    const auth: Auth = createAuth({
      db: database,
      identities: directory.identities,
      mailAddresses: directory.mailAddresses,
      clock,
      hints,
      events,
      secrets,
      mayAdminister: (actor, personId) => directory.rights.mayAdminister(actor, personId),
      leakedPasswords: join(settings.dataDir, 'leaked-passwords.txt'),
      tell: tellPeople({ people: directory.people, rights: directory.rights, mail, clock, link: linkTo(settings) }),
      providers: providers.signIn,
      providerNetworks: settings.providerNetworks,
    });
    const files: Files = createFiles({
      db: database,
      blobs,
      events,
      hints,
      jobs,
      directory: filesDirectory(directory, guests),
      mail,
      link: linkTo(settings),
      scanner,
      notify: (tx, told) => notifications.notify(tx, told),
      clock,
      leaveShare: (person, nodeId) => sharing.leave(person, person.personId, nodeId),
      noteRead: (reader, read) => handovers.noteRead(reader, read),
    });
    const sharing: Sharing = createSharing({
      db: database,
      clock,
      events,
      jobs,
      notifications,
      files,
      recipients: directory.recipients,
      rule: directory.organisations.rule,
      people: directory.people,
      guestSharing: guests.sharing,
      handovers: { record: (actor, input) => handovers.record(actor, input) },
    });
    const handovers: Handovers = createHandovers({
      db: database,
      clock,
      events,
      jobs,
      mail,
      notifications,
      directory,
      files,
      link: linkTo(settings),
      seal: await openSeal({
        folder: join(settings.dataDir, 'secrets'),
        name: new URL(linkTo(settings)('/')).host,
        given: settings.receiptSeal,
      }),
    });
    const links = createLinks({
      db: database,
      clock,
      events,
      jobs,
      mail,
      files,
      handovers,
      people: directory.people,
      rule: directory.organisations.rule,
      hasher: auth.hasher,
      secrets,
      link: linkTo(settings),
    });
    const requests = createRequests({
      db: database,
      clock,
      events,
      jobs,
      mail,
      notifications,
      files,
      handovers,
      recipients: directory.recipients,
      rule: directory.organisations.rule,
      secrets,
      link: linkTo(settings),
    });
    directory.plugBelongings(files.belongings);
    directory.plugErasure((tx, person) => mail.forget(tx, person));
    directory.plugErasure((tx, person) => notifications.forget(tx, person));
    directory.plugErasure((tx, person) => sharing.forget(tx, person.personId));
    directory.plugErasure((tx, person) => links.forget(tx, person.personId));
    notifications.plugSight('node', files.tracks.seen);
    const collaboration = createCollaboration({
      db: database,
      events,
      hints,
      jobs,
      clock,
      files,
      people: directory.people,
      notifications,
    });
    directory.plugErasure((tx, person) => collaboration.forget(tx, person));
    const contacts = createContacts({ db: database, clock, events, jobs, directory });
    directory.plugErasure((tx, person) => contacts.forget(tx, person.personId));
    const calendar = createCalendar({
      db: database,
      clock,
      events,
      hints,
      jobs,
      directory,
      birthdays: contacts.birthdays,
      fetchOutside: createGuardedFetch(createNetworkGuard(settings.subscriptionNetworks), {
        longestAnswer: mostSubscribedBytes,
        timeoutMs: 20_000,
      }),
    });
    const scheduling = createScheduling({
      ...calendar.context,
      mail,
      notifications,
      secrets,
      link: linkTo(settings),
      mailbox: settings.calendarMailbox,
      log,
    });
    calendar.plugScheduling(scheduling);
    const reminders = createReminders({ ...calendar.context, mail, notifications, link: linkTo(settings) });
    calendar.plugReminders(reminders);
    directory.plugErasure((tx, person) => reminders.forget(tx, person.personId));
    directory.plugErasure((tx, person) => scheduling.forget(tx, person.personId));
    directory.plugErasure((tx, person) => calendar.forget(tx, person.personId));
    const audit = createAudit({
      db: database,
      events,
      jobs,
      clock,
      log,
      folder: join(settings.dataDir, 'audit-anchors'),
      erasedBy: ['directory.person_erased'],
      scopeOf: (actor) => directory.rights.organisationsHeld(actor, 'auditor'),
      daysByOrganisation: () => directory.organisations.ruledDays('retention.audit_days'),
      subtreeOf: (id) => directory.rights.subtreeOf(id),
    });
    let endWatch = (): void => {};
    return {
      settings,
      log,
      database,
      blobs,
      events,
      hints,
      jobs,
      mail,
      notifications,
      scanner,
      directory,
      guests,
      sources,
      providers,
      auth,
      files,
      sharing,
      handovers,
      requests,
      links,
      collaboration,
      calendar,
      contacts,
      scheduling,
      reminders,
      audit,
      async listen() {
        await hints.start();
        auth.start();
      },
      async work() {
        events.start();
        await jobs.start();
        endWatch = scheduling.watch();
      },
      async close() {
        endWatch();
        await jobs.stop();
        await events.stop();
        await handovers.close();
        await auth.stop();
        sources.close();
        providers.close();
        guests.close();
        directory.close();
        await hints.stop();
        await database.close();
      },
    };
  } catch (error) {
    await database.close();
    throw error;
  }
}
