/** What files needs to know of people and organisations; directory implements it, compose.ts plugs it. */
export interface FilesDirectory {
  /** Names by id; cached, so that a listing does not ask for each row. */
  byIds(ids: readonly number[]): Promise<ReadonlyMap<number, { readonly login: string; readonly name: string }>>;
  byLogin(login: string): Promise<DirectoryPerson | null>;
  byId(id: number): Promise<DirectoryPerson | null>;
  organisationByKey(key: string): Promise<{ readonly id: number } | null>;
  organisationKeys(ids: readonly number[]): Promise<ReadonlyMap<number, string>>;
}

export interface DirectoryPerson {
  readonly personId: number;
  readonly login: string;
  readonly name: string;
  readonly organisationId: number;
}
