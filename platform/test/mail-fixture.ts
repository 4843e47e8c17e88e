import type { PersonActor } from '@landescloud/kernel';
import { platformMigrations } from '@landescloud/platform/database';
import type { Database } from '@landescloud/platform/database';
import { createEvents } from '@landescloud/platform/events';
import { createJobs } from '@landescloud/platform/jobs';
import { createMail } from '@landescloud/platform/mail';
import type { Mail, NewMail } from '@landescloud/platform/mail';
import { createTestDatabase } from '@landescloud/testing/test-database';

export interface MailFixture extends AsyncDisposable {
  readonly db: Database;
  readonly mail: Mail;
  move(ms: number): void;
  runJob(name: string): Promise<void>;
  types(): Promise<string[]>;
}

export const sender = { name: 'Landescloud Grünau', address: 'noreply@cloud.example' };

export const invitation: NewMail = {
  to: 'gast@firma.example',
  language: 'de',
  kind: 'guests.invited',
  subject: 'Einladung: Straßenbau „Grünau“',
  text: 'Guten Tag,\n\nhier geht es weiter: https://cloud.example/i/geheim\n\nGrüße',
  organisationId: 7,
};

export const administrator: PersonActor = {
  kind: 'person',
  personId: 1,
  login: 'admin',
  name: 'Ada Admin',
  organisationId: 1,
  role: 'platform-administrator',
  assignments: [],
  client: 'browser',
};

/** Mail on a database of its own, with running jobs. */
export async function startMail(smtpUrl: string | null): Promise<MailFixture> {
  const { db, drop } = await createTestDatabase({ sources: [platformMigrations], maxConnections: 5 });
  const jobs = createJobs(db);
  const events = createEvents(db);
  let offset = 0;
  const clock = { now: () => Date.now() + offset };
  const mail = createMail({ db, jobs, events, clock, smtpUrl, sender });
  await jobs.start();
  return {
    db,
    mail,
    move: (ms) => void (offset += ms),
    runJob: (name) => jobs.enqueue(db, name, {}),
    types: async () =>
      (await db.query<{ type: string }>('select type from platform.outbox order by id')).map((e) => e.type),
    async [Symbol.asyncDispose]() {
      await jobs.stop();
      await drop();
    },
  };
}
