/** What the address of a page with files says beside the folder. */
export interface FileSearch {
  /** The entry to select and scroll to. */
  readonly select?: number;
  /** The file that the viewer shows. */
  readonly open?: number;
}

export function fileSearchOf(search: Record<string, unknown>): FileSearch {
  const select = idOf(search['select']);
  const open = idOf(search['open']);
  return { ...(select === null ? {} : { select }), ...(open === null ? {} : { open }) };
}

function idOf(value: unknown): number | null {
  const id = Number(value);
  return value !== undefined && Number.isSafeInteger(id) && id > 0 ? id : null;
}
