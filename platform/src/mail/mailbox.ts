import { ImapFlow } from 'imapflow';

/** A mail as it lies in the folder. */
export interface FetchedMail {
  readonly uid: number;
  /** null: it is larger than what is read. */
  readonly source: Buffer | null;
}

export interface Mailbox {
  /**
   * Gives what is unread, oldest first and one after another; what was handled is marked as read, so that what breaks off
   * is given again. Answers how many were handled. Throws what the connection throws.
   */
  readUnread(handle: (mail: FetchedMail) => Promise<void>, o?: { readonly most?: number }): Promise<number>;
}

const mostBytes = 5 * 1024 * 1024;
const patience = { connectionTimeout: 15_000, greetingTimeout: 15_000, socketTimeout: 60_000 };

/** One connection a look. `imaps:` is TLS from the start; `imap:` upgrades by STARTTLS where the server can. */
export function openMailbox(address: string): Mailbox {
  const url = new URL(address);
  const secure = url.protocol === 'imaps:';
  const folder = decodeURIComponent(url.pathname.slice(1)) || 'INBOX';
  const auth = { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) };
  const port = url.port === '' ? (secure ? 993 : 143) : Number(url.port);

  return {
    async readUnread(handle, { most = 100 } = {}) {
      const host = url.hostname.replace(/^\[|\]$/g, '');
      const client = new ImapFlow({ host, port, secure, auth, logger: false, emitLogs: false, ...patience });
      // a lost connection also fails the call that waits for it
      client.on('error', () => {});
      await client.connect();
      try {
        await client.mailboxOpen(folder);
        const unread = await client.search({ seen: false }, { uid: true });
        const uids = unread === false || unread === undefined ? [] : unread.slice(0, most);
        for (const uid of uids) {
          const about = await client.fetchOne(String(uid), { size: true }, { uid: true });
          const tooLarge = about !== false && (about.size ?? 0) > mostBytes;
          const found = tooLarge ? false : await client.fetchOne(String(uid), { source: true }, { uid: true });
          await handle({ uid, source: found === false ? null : (found.source ?? null) });
          await client.messageFlagsAdd(String(uid), ['\\Seen'], { uid: true });
        }
        return uids.length;
      } finally {
        await client.logout().catch(() => client.close());
      }
    },
  };
}
