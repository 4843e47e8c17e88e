import { auditRoutes } from '@landescloud/audit';
import {
  calendarPrincipalProperties,
  calendarRoutes,
  calendarsTree,
  calendarWeb,
  eventRoutes,
  holidayRoutes,
  reminderRoutes,
  roomRoutes,
  schedulingHome,
  schedulingPrincipalProperties,
  schedulingRoutes,
  subscriptionRoutes,
  transferRoutes,
} from '@landescloud/calendar';
import { collaborationRoutes } from '@landescloud/collaboration';
import { addressBookPrincipalProperties, addressBookTree, contactRoutes } from '@landescloud/contacts';
import { directoryRoutes, guestRoutes, providerRoutes, scimRoutes, sourceRoutes } from '@landescloud/directory';
import { clientApiRoutes, filesHttp, filesTrees } from '@landescloud/files';
import { addAuth, authRoutes, hasScope, requireSession, requireStepUp } from '@landescloud/platform/auth';
import type { Settings } from '@landescloud/platform/config';
import { davRoutes } from '@landescloud/platform/dav';
import { createHttp, stopHttp, systemHealthRoutes, type Http, type HttpOptions } from '@landescloud/platform/http';
import { mailRoutes } from '@landescloud/platform/mail';
import { notificationRoutes } from '@landescloud/platform/notifications';
import { handoverRoutes, linksHttp, requestRoutes, shareRoutes, ocsShareRoutes } from '@landescloud/sharing';
import { fileURLToPath } from 'node:url';
import { endRunningRequests } from './end-running-requests.ts';
import { findNotices } from './find-notices.ts';
import { guestSignIn } from './guest-sign-in.ts';
import { linkTo } from './link-to.ts';
import { peopleAsPrincipals } from './people-as-principals.ts';
import { personalDataRoutes } from './personal-data/personal-data-routes.ts';
import { readHealth } from './read-health.ts';
import { subjectNames } from './subject-names.ts';
import { version } from './version.ts';
import { openRooms, type RoomOptions, type Rooms } from './compose.ts';

const builtWebApp = fileURLToPath(new URL('../../web/dist', import.meta.url));

/** The HTTP server with every room's routes; not listening yet. */
export async function composeHttp(rooms: Rooms, options: Partial<HttpOptions> = {}): Promise<Http> {
  const {
    settings,
    log,
    database,
    hints,
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
  } = rooms;
  const [instance] = await database.query<{ id: string }>('select id from platform.instance');
  const http = await createHttp({
    settings,
    log,
    version,
    checks: [{ name: 'database', check: () => database.ping() }],
    webDir: builtWebApp,
    notices: findNotices({
      own: settings.notices,
      organisations: directory.organisations,
      organisationOf: {
        s: links.visitors.organisationOf,
        q: requests.visits.organisationOf,
        r: handovers.organisationOf,
        e: scheduling.guests.organisationOf,
      },
    }),
    ...options,
  });
  addAuth(http, auth);
  endRunningRequests(http, hints);
  await http.register(authRoutes(auth));
  await http.register(directoryRoutes(directory, auth));
  await http.register(sourceRoutes(sources));
  await http.register(providerRoutes(providers));
  await http.register(scimRoutes(sources));
  await http.register(guestRoutes({ guests, signIn: guestSignIn(auth, directory.identities, database) }));
  await http.register(
    mailRoutes(mail, {
      personOf: (request) => requireSession(request).actor,
      provenPersonOf: (request) => requireStepUp(request).actor,
      mayRead: (actor) => directory.rights.organisationsHeld(actor, 'organisation-administrator'),
    }),
  );
  await http.register(notificationRoutes(notifications, { personOf: (request) => requireSession(request).actor }));
  await http.register(systemHealthRoutes(() => readHealth(database, settings, audit, scanner)));
  await http.register(auditRoutes(audit, subjectNames(directory)));
  await http.register(
    personalDataRoutes({
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
    }),
  );
  await http.register(schedulingRoutes(scheduling));
  await http.register(reminderRoutes(reminders));
  await http.register(transferRoutes(calendar));
  await http.register(roomRoutes(scheduling));
  await http.register(collaborationRoutes(collaboration));
  await http.register(contactRoutes(contacts));
  await http.register(filesHttp({ files, hints, live: [{ event: 'calendar', follow: calendar.follow }] }));
  await http.register(shareRoutes(sharing, files));
  await http.register(ocsShareRoutes({ files, sharing, links }));
  const web = calendarWeb(calendar, linkTo(settings));
  await http.register(calendarRoutes(calendar, web));
  await http.register(eventRoutes(calendar, web));
  await http.register(holidayRoutes(calendar));
  await http.register(subscriptionRoutes(calendar));
  await http.register(handoverRoutes(handovers));
  await http.register(requestRoutes({ requests, files }));
  const instanceId = instance?.id ?? 'landescloud';
  await http.register(linksHttp({ links, files, people: directory.people, instanceId, log }));
  const { comments } = collaboration;
  await http.register(
    davRoutes({
      trees: [
        ...filesTrees({ files, comments, shares: sharing.listings, instanceId }),
        calendarsTree(calendar, schedulingHome(calendar)),
        addressBookTree(contacts),
      ],
      principals: {
        folders: [...peopleAsPrincipals(directory), scheduling.rooms.principals],
        properties: [calendarPrincipalProperties, schedulingPrincipalProperties, addressBookPrincipalProperties],
      },
      log,
    }),
  );
  await http.register(
    clientApiRoutes({
      files,
      hints,
      notifications,
      profile: (actor) => directory.me.get(actor),
      signIn: async (login, password) => {
        const found = await auth.authenticateAppPassword(login, password);
        return found !== null && hasScope(found.credential.scopes, 'files') ? found.actor('desktop') : null;
      },
    }),
  );
  return http;
}

export interface Landescloud extends Rooms {
  readonly http: Http;
  /** Listens; answers the address. */
  start(): Promise<string>;
  /** Takes no new requests, lets running ones end, then closes everything. */
  stop(graceMs?: number): Promise<void>;
}

/** A whole server in one process. */
export async function compose(options: RoomOptions & { http?: Partial<HttpOptions> }): Promise<Landescloud> {
  const rooms = await openRooms(options);
  try {
    const http = await composeHttp(rooms, options.http);
    return {
      ...rooms,
      http,
      async start() {
        await rooms.listen();
        await rooms.work();
        return listenHttp(http, rooms.settings);
      },
      async stop(graceMs) {
        await stopHttp(http, graceMs);
        await rooms.close();
      },
    };
  } catch (error) {
    await rooms.close();
    throw error;
  }
}

/** Answers the address that people can use: the public one where it is set. */
export async function listenHttp(http: Http, settings: Settings): Promise<string> {
  // many may come at once while this process is busy: what the kernel cannot keep it turns away
  await http.listen({ host: settings.host, port: settings.port, backlog: 4096 });
  const address = http.server.address();
  const port = typeof address === 'object' && address !== null ? address.port : settings.port;
  const anywhere = settings.host === '0.0.0.0' || settings.host === '::';
  const host = settings.host.includes(':') && !anywhere ? `[${settings.host}]` : settings.host;
  return settings.publicUrl ?? `http://${anywhere ? 'localhost' : host}:${port}`;
}
