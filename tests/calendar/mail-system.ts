import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmod, chown, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { connect, createServer, type AddressInfo } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { until } from '@landescloud/testing/until';
import { SMTPServer } from 'smtp-server';

/** SMTP in, mailboxes on disk, IMAP out by dovecot: the mail of everybody in a test, with its own folder and ports. */
export interface MailSystem extends AsyncDisposable {
  readonly smtpUrl: string;
  /** Of a mailbox: the part of an address before a plus. */
  imapUrl(mailbox: string): string;
  /** Every mail that was handed in, as it came. */
  readonly taken: { readonly from: string; readonly to: readonly string[]; readonly raw: string }[];
}

const password = 'Wald-und-Wiese-7';

export async function startMailSystem(): Promise<MailSystem> {
  const folder = await mkdtemp(join(tmpdir(), 'landescloud-mail-'));
  // dovecot opens no mail as root
  const isRoot = userInfo().uid === 0;
  const [uid, gid] = isRoot ? [8, 8] : [userInfo().uid, userInfo().gid];
  const own = async (path: string) => (isRoot ? chown(path, uid, gid) : undefined);
  await chmod(folder, 0o755);
  const home = join(folder, 'mail');
  await mkdir(home);
  await own(home);
  const taken: { from: string; to: string[]; raw: string }[] = [];
  let count = 0;

  async function store(address: string, raw: string): Promise<void> {
    const [local = ''] = address.toLowerCase().split('@');
    const maildir = join(home, local.split('+')[0]!.replaceAll(/[^\w.-]/g, '_'), 'Maildir');
    for (const part of ['', 'new', 'cur', 'tmp']) {
      await mkdir(join(maildir, part), { recursive: true });
      await own(join(maildir, part));
    }
    await own(join(maildir, '..'));
    const name = `${Date.now()}.${process.pid}_${(count += 1)}.test`;
    const path = join(maildir, 'tmp', name);
    await writeFile(path, `Delivered-To: ${address}\r\n${raw}`);
    await own(path);
    await rename(path, join(maildir, 'new', name));
  }

  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    onData(stream, session, done) {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        const { mailFrom, rcptTo } = session.envelope;
        const raw = Buffer.concat(parts).toString();
        const to = rcptTo.map(({ address }) => address);
        const stored = Promise.all(to.map((address) => store(address, raw)));
        stored.then(
          () => {
            taken.push({ from: mailFrom === false ? '' : mailFrom.address, to, raw });
            done();
          },
          (error: unknown) => done(error as Error),
        );
      });
    },
  });
  const listening = smtp.listen(0, '127.0.0.1');
  await once(listening, 'listening');
  const smtpPort = (listening.address() as AddressInfo).port;
  const imapPort = await freePort();
  const dovecot = await startDovecot(folder, home, imapPort, isRoot ? 'mail' : userInfo().username);
  return {
    smtpUrl: `smtp://127.0.0.1:${smtpPort}`,
    imapUrl: (mailbox) => `imap://${mailbox}:${encodeURIComponent(password)}@127.0.0.1:${imapPort}/INBOX`,
    taken,
    async [Symbol.asyncDispose]() {
      dovecot.kill('SIGTERM');
      if (dovecot.exitCode === null) await once(dovecot, 'exit');
      const { promise, resolve } = Promise.withResolvers<void>();
      smtp.close(() => resolve());
      await promise;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function startDovecot(folder: string, home: string, port: number, user: string): Promise<ChildProcess> {
  const configuration = `
base_dir = ${join(folder, 'run')}
state_dir = ${join(folder, 'state')}
log_path = ${join(folder, 'dovecot.log')}
protocols = imap
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
first_valid_uid = 1
${user === 'mail' ? '' : `default_internal_user = ${user}\ndefault_login_user = ${user}\n`}
mail_location = maildir:~/Maildir
service imap-login {
  ${user === 'mail' ? '' : 'chroot ='}
  inet_listener imap {
    port = ${port}
  }
  inet_listener imaps {
    port = 0
  }
}
passdb {
  driver = static
  args = password=${password}
}
userdb {
  driver = static
  args = uid=${user} gid=${user} home=${home}/%n
}
`;
  const file = join(folder, 'dovecot.conf');
  await writeFile(file, configuration);
  const dovecot = spawn('/usr/sbin/dovecot', ['-F', '-c', file], { stdio: ['ignore', 'ignore', 'inherit'] });
  await until(() => answers(port), { what: 'dovecot answers' });
  return dovecot;
}

async function answers(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  try {
    await Promise.race([once(socket, 'data'), once(socket, 'error').then(() => Promise.reject(new Error('refused')))]);
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
