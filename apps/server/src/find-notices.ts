import type { Directory } from '@landescloud/directory';
import type { FindNotices, Notices, PublicPage } from '@landescloud/platform/http';

interface Deps {
  /** Of the whole server. */
  readonly own: Notices;
  readonly organisations: Pick<Directory['organisations'], 'notices'>;
  /** Whose a page is, by what its address ends with. */
  readonly organisationOf: Readonly<Record<PublicPage['at'], (token: string) => Promise<number | null>>>;
}

/** A page for somebody outside carries the notices of who gives it out; all others those of the server. */
export function findNotices({ own, organisations, organisationOf }: Deps): FindNotices {
  const or = (first: Notices, second: Notices): Notices => ({
    imprint: first.imprint ?? second.imprint,
    privacy: first.privacy ?? second.privacy,
  });
  async function found(page: PublicPage | null): Promise<Notices> {
    const id = page === null ? null : await organisationOf[page.at](page.token);
    const theirs = await organisations.notices(id);
    return id === null ? or(own, theirs) : or(theirs, own);
  }

  // where nobody can be asked, the server's own stand there
  return (page) => found(page).catch(() => own);
}
