import { statement, wholeWord, type Queryable } from '@landescloud/platform/database';

const FORGET = statement(
  'collaboration.forget_person',
  `with marks as (delete from collaboration.comment_read where person_id = $1)
   delete from collaboration.subscription where person_id = $1`,
);
const FORGET_WORD = statement(
  'collaboration.forget_word',
  `with comments as (
     update collaboration.comment set text = regexp_replace(text, $1, $2, 'gi') where text ~* $1
   )
   update collaboration.tag set name = regexp_replace(name, $1, $2, 'gi'),
     folded = lower(regexp_replace(name, $1, $2, 'gi')) || ' ' || id where name ~* $1`,
);

export interface Forgotten {
  readonly personId: number;
  readonly names: readonly string[];
  readonly addresses: readonly string[];
  /** What stands in their place. */
  readonly as: string;
}

/** What they wrote stays, as their files do, by nobody's name: who wrote it and who is meant follows the directory. */
export async function forgetPerson(tx: Queryable, { personId, names, addresses, as }: Forgotten): Promise<void> {
  await tx.query(FORGET, [personId]);
  for (const word of [...names, ...addresses]) {
    await tx.query(FORGET_WORD, [wholeWord(word), as.replaceAll('\\', String.raw`\\`)]);
  }
}

const COMMENTS = statement(
  'collaboration.data_comments',
  `select node_id as "nodeId", text, mentions, created_at as "createdAt", edited_at as "editedAt" from collaboration.comment
   where person_id = $1 order by id limit 10000`,
);
const FOLLOWED = statement(
  'collaboration.data_followed',
  `select node_id as "nodeId", at from collaboration.subscription where person_id = $1 order by at limit 10000`,
);
const TAGS = statement(
  'collaboration.data_tags',
  `select nt.node_id as "nodeId", t.name as tag, nt.at from collaboration.node_tag nt join collaboration.tag t on t.id = nt.tag_id
   where nt.person_id = $1 order by nt.at limit 10000`,
);

export interface StoredOf {
  readonly comments: {
    nodeId: number;
    text: string;
    mentions: number[];
    createdAt: number;
    editedAt: number | null;
  }[];
  readonly followed: { nodeId: number; at: number }[];
  readonly tags: { nodeId: number; tag: string; at: number }[];
}

export async function storedOf(q: Queryable, personId: number): Promise<StoredOf> {
  const [comments, followed, tags] = await Promise.all([
    q.query<StoredOf['comments'][number]>(COMMENTS, [personId]),
    q.query<StoredOf['followed'][number]>(FOLLOWED, [personId]),
    q.query<StoredOf['tags'][number]>(TAGS, [personId]),
  ]);
  return { comments, followed, tags };
}
