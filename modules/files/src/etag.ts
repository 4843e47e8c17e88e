/** A node's entity tag, without quotes: its id and the change number of its content (a folder: of anything below it). */
export function nodeEtag(id: number, etagNo: number): string {
  return `${id.toString(16)}-${etagNo.toString(16)}`;
}

export function versionEtag(versionId: number): string {
  return `v${versionId.toString(16)}`;
}
