import type { Answer, Body } from '../../../api/answer.ts';

export type Access = Answer<'/nodes/{id}/shares'>;
export type Share = Access['shares'][number];
export type InheritedShare = Access['inherited'][number];
export type ShareRole = Share['role'];
export type Recipient = Answer<'/recipients'>['items'][number];
export type NewShares = Body<'/nodes/{id}/shares', 'post'>;
export type ShareChange = Body<'/shares/{id}', 'patch'>;
export type Transfer = Body<'/nodes/{id}/owner', 'post'>;
export type ReceivedPage = Answer<'/me/shared-with-me'>;
export type GivenPage = Answer<'/me/shared-by-me'>;
