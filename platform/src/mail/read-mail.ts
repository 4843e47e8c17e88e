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
    authentication: headers('authentication-results'),
  };
}

function mailboxes(addresses: readonly Address[]): { name: string; address: string }[] {
  return addresses.flatMap((each) =>
    each.group === undefined ? [{ name: each.name, address: each.address }] : each.group,
  );
}
