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
  /**
   * Says when something may have come, as the server tells it (IDLE, RFC 2177): holds a connection of its own, made anew when it is
   * lost. It may miss something, so readers also look now and then. Answers how to end it.
   */
  watch(onMail: () => void): () => void;
}

const mostBytes = 5 * 1024 * 1024;
/** Servers end what is idle for half an hour, and routers what is for some minutes. */
const longestIdle = 4 * 60_000;
const firstRetry = 5_000;
const longestRetry = 5 * 60_000;
const patience = { connectionTimeout: 15_000, greetingTimeout: 15_000, socketTimeout: 60_000 };

/** One connection a look. `imaps:` is TLS from the start; `imap:` upgrades by STARTTLS where the server can. */
export function openMailbox(address: string): Mailbox {
  const url = new URL(address);
  const secure = url.protocol === 'imaps:';
  const folder = decodeURIComponent(url.pathname.slice(1)) || 'INBOX';
  const auth = { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) };
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const port = url.port === '' ? (secure ? 993 : 143) : Number(url.port);

  return {
    async readUnread(handle, { most = 100 } = {}) {
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
    watch(onMail) {
      let current: ImapFlow | null = null;
      let retry: NodeJS.Timeout | null = null;
      let failures = 0;
      let ended = false;

      async function hold(): Promise<void> {
        const { connectionTimeout, greetingTimeout } = patience;
        const waits = { connectionTimeout, greetingTimeout, autoIdleDelay: 200, maxIdleTime: longestIdle };
        const client = new ImapFlow({ host, port, secure, auth, logger: false, emitLogs: false, ...waits });
        current = client;
        client.on('error', () => {});
        client.on('exists', ({ count, prevCount }) => void (count > prevCount && onMail()));
        client.once('close', () => {
          if (ended) return;
          failures += 1;
          retry = setTimeout(() => void hold(), Math.min(longestRetry, firstRetry * 2 ** failures)).unref();
        });
        try {
          await client.connect();
          await client.mailboxOpen(folder, { readOnly: true });
          failures = 0;
          onMail();
        } catch {
          // its end says the rest
          client.close();
        }
      }

      void hold();
      return () => {
        ended = true;
        if (retry !== null) clearTimeout(retry);
        current?.close();
      };
    },
  };
}
