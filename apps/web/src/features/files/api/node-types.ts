import type { Answer, Body } from '../../../api/answer.ts';

/** What the server answers about files, as its OpenAPI document says. Times are milliseconds, sizes bytes. */
export type NodePage = Answer<'/nodes/{id}/children'>;
export type NodeView = NodePage['folder'];
export type Ancestor = NodePage['ancestors'][number];
export type Located = Answer<'/favourites'>['items'][number];
export type TrashView = Answer<'/trash'>['items'][number];
export type VersionView = Answer<'/nodes/{id}/versions'>['items'][number];
export type ActivityEntry = Answer<'/nodes/{id}/activity'>['items'][number];
export type NodeResult = Answer<'/nodes/move', 'post'>['results'][number];
export type OnConflict = NonNullable<Body<'/nodes/move', 'post'>['onConflict']>;
export type SortKey = 'name' | 'size' | 'mtime' | 'kind';

export interface Sorting<Key extends string = SortKey> {
  readonly key: Key;
  readonly descending: boolean;
}
