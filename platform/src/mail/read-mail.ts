import PostalMime, { type Address } from 'postal-mime';

/** What of a mail that came in matters to who waits for answers. */
export interface ReadMail {
  readonly messageId: string;
  /** Lower case. null: none, or more than one. */
  readonly from: string | null;
  readonly fromName: string;
  /** To, Cc and what the mail server noted of the envelope, in lower case. */
  readonly recipients: readonly string[];
  /** text/calendar parts and ICS files, the part first. */
  readonly calendars: readonly string[];
  /** RFC 3834: an absence notice or another machine. */
  readonly automatic: boolean;
  /** RFC 3464: the status with which mail servers gave up a mail of ours, '5.1.1'; null: it says nothing of that. */
  readonly undelivered: string | null;
  /** Authentication-Results (RFC 8601), topmost first, each as it stands. */
  readonly authentication: readonly string[];
}

/** Throws where it is no mail. */
export async function readMail(source: Buffer): Promise<ReadMail> {
  const mail = await PostalMime.parse(source, { maxNestingDepth: 20, maxHeadersSize: 512 * 1024 });
  const headers = (name: string) => mail.headers.filter(({ key }) => key === name).map(({ value }) => value);
  const senders = headers('from');
  const from = mail.from === undefined ? [] : mailboxes([mail.from]);
  const noted = ['delivered-to', 'x-original-to', 'envelope-to'].flatMap(headers);
  const calendars = mail.attachments
    .filter(
      ({ mimeType, filename }) =>
        mimeType === 'text/calendar' || mimeType === 'application/ics' || /\.ics$/i.test(filename ?? ''),
    )
    .toSorted((a, b) => Number(b.mimeType === 'text/calendar') - Number(a.mimeType === 'text/calendar'));
  const submitted = headers('auto-submitted')[0]?.toLowerCase() ?? 'no';
  return {
    messageId: mail.messageId ?? '',
    from: senders.length === 1 && from.length === 1 ? (from[0]?.address.toLowerCase() ?? null) : null,
    fromName: from[0]?.name ?? '',
    recipients: [...mailboxes([...(mail.to ?? []), ...(mail.cc ?? [])]).map(({ address }) => address), ...noted]
      .map((address) => address.trim().replace(/^<|>$/g, '').toLowerCase())
      .filter((address) => address.includes('@')),
    calendars: calendars.map(({ content }) =>
      typeof content === 'string' ? content : Buffer.from(content as ArrayBuffer).toString('utf8'),
    ),
    automatic: submitted !== 'no' && !submitted.startsWith('auto-generated'),
    undelivered: undeliveredOf(mail.attachments),
    authentication: headers('authentication-results'),
  };
}

function undeliveredOf(attachments: Awaited<ReturnType<typeof PostalMime.parse>>['attachments']): string | null {
  const report = attachments.find(({ mimeType }) => mimeType === 'message/delivery-status');
  if (report === undefined) return null;
  const { content } = report;
  const text = typeof content === 'string' ? content : Buffer.from(content as ArrayBuffer).toString('latin1');
  if (!/^action:\s*failed\b/im.test(text)) return null;
  return /^status:\s*(5\.\d{1,3}\.\d{1,3})\b/im.exec(text)?.[1] ?? null;
}

function mailboxes(addresses: readonly Address[]): { name: string; address: string }[] {
  return addresses.flatMap((each) =>
    each.group === undefined ? [{ name: each.name, address: each.address }] : each.group,
  );
}
