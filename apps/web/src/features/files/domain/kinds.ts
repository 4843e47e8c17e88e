/** What a person would call it; decides tile, icon and viewer. */
export type FileKind =
  | 'folder'
  | 'image'
  | 'pdf'
  | 'document'
  | 'spreadsheet'
  | 'presentation'
  | 'text'
  | 'code'
  | 'audio'
  | 'video'
  | 'archive'
  | 'mail'
  | 'other';

export type ViewerKind = 'image' | 'pdf' | 'text' | 'audio' | 'video';

const byExtension = new Map<string, FileKind>();
const extensions: Record<Exclude<FileKind, 'folder' | 'other'>, string> = {
  image: 'jpg jpeg png gif webp avif bmp ico svg heic heif tif tiff psd',
  pdf: 'pdf',
  document: 'odt fodt ott doc docx dot dotx rtf pages epub',
  spreadsheet: 'ods fods ots xls xlsx xlsm csv tsv numbers',
  presentation: 'odp fodp otp ppt pptx key',
  text: 'txt md markdown log text nfo rst adoc',
  code: 'js mjs cjs ts mts tsx jsx json jsonl html htm css scss less xml xsd xsl yml yaml toml ini cfg conf sh bash bat ps1 py rb rs go java kt c h cpp hpp cs php sql gradle properties diff patch tex bib geojson',
  audio: 'mp3 m4a aac ogg oga opus wav flac wma mid',
  video: 'mp4 m4v webm mkv mov avi ogv wmv mpg mpeg',
  archive: 'zip 7z rar tar gz tgz bz2 xz zst iso cab deb rpm dmg',
  mail: 'eml msg mbox',
};
for (const [kind, list] of Object.entries(extensions)) {
  for (const extension of list.split(' ')) byExtension.set(extension, kind as FileKind);
}

const byMime: readonly (readonly [RegExp, FileKind])[] = [
  [/^image\//, 'image'],
  [/^application\/pdf$/, 'pdf'],
  [/opendocument\.text|wordprocessingml|msword|rtf/, 'document'],
  [/opendocument\.spreadsheet|spreadsheetml|ms-excel|text\/csv/, 'spreadsheet'],
  [/opendocument\.presentation|presentationml|ms-powerpoint/, 'presentation'],
  [/^audio\//, 'audio'],
  [/^video\//, 'video'],
  [/zip|x-tar|x-7z|x-rar|gzip|x-bzip|x-xz/, 'archive'],
  [/^message\/rfc822$/, 'mail'],
  [/json|xml|javascript|typescript|x-sh|yaml|toml/, 'code'],
  [/^text\//, 'text'],
];

export interface KindSource {
  readonly kind: 'file' | 'folder';
  readonly name: string;
  readonly mime: string;
}

/** The ending decides first: people choose endings, programs guess types. */
export function fileKindOf(node: KindSource): FileKind {
  if (node.kind === 'folder') return 'folder';
  const known = byExtension.get(extensionOf(node.name));
  if (known) return known;
  return byMime.find(([pattern]) => pattern.test(node.mime))?.[1] ?? 'other';
}

const browserImages = new Set(['jpg', 'jpeg', 'png', 'gif', 'webp', 'avif', 'bmp', 'ico']);
const browserVideos = new Set(['mp4', 'm4v', 'webm', 'ogv', 'mov', 'mkv']);
const browserAudio = new Set(['mp3', 'm4a', 'aac', 'ogg', 'oga', 'opus', 'wav', 'flac']);

/** Which viewer can show it in a browser; null: offer the download. */
export function viewerKindOf(node: KindSource): ViewerKind | null {
  const extension = extensionOf(node.name);
  switch (fileKindOf(node)) {
    case 'image':
      if (extension === 'svg' || node.mime === 'image/svg+xml') return 'text';
      return browserImages.has(extension) || /^image\/(png|jpeg|gif|webp|avif|bmp)$/.test(node.mime) ? 'image' : null;
    case 'pdf':
      return 'pdf';
    case 'text':
    case 'code':
      return 'text';
    case 'spreadsheet':
      return extension === 'csv' || extension === 'tsv' ? 'text' : null;
    case 'audio':
      return browserAudio.has(extension) || node.mime.startsWith('audio/') ? 'audio' : null;
    case 'video':
      return browserVideos.has(extension) || node.mime.startsWith('video/') ? 'video' : null;
    case 'mail':
      return extension === 'eml' ? 'text' : null;
    default:
      return null;
  }
}

/** Lower case, without the dot; '' for none and for dot files. */
export function extensionOf(name: string): string {
  const dot = name.lastIndexOf('.');
  return dot > 0 && dot < name.length - 1 ? name.slice(dot + 1).toLowerCase() : '';
}
