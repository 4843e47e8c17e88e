import {
  File,
  FileArchive,
  FileCode,
  FileSpreadsheet,
  FileText,
  FolderKanban,
  Folder,
  Image,
  Music,
  Presentation,
  Video,
  type LucideIcon,
} from 'lucide-react';
import { classes } from './classes.ts';
import './avatar.css';

export interface FileIconProps {
  readonly kind: 'file' | 'folder';
  readonly mime?: string;
  /** A project space's folder looks different. */
  readonly isSpace?: boolean;
  readonly size?: 'small' | 'medium' | 'large';
}

const kinds: readonly [RegExp, LucideIcon, string][] = [
  [/^application\/pdf$/, FileText, 'red'],
  [/^image\//, Image, 'orange'],
  [/^video\//, Video, 'violet'],
  [/^audio\//, Music, 'violet'],
  [/spreadsheet|ms-excel|^text\/csv$/, FileSpreadsheet, 'green'],
  [/presentation|powerpoint/, Presentation, 'orange'],
  [/wordprocessing|msword|opendocument\.text|rtf/, FileText, 'teal'],
  [/zip|tar|compressed|7z|rar|gzip/, FileArchive, 'grey'],
  [/json|xml|javascript|typescript|html|css|x-sh|sql|yaml/, FileCode, 'grey'],
  [/^text\//, FileText, 'blue'],
];

/** A tinted tile that tells the kind of a file; decorative. */
export function FileIcon({ kind, mime = '', isSpace = false, size = 'medium' }: FileIconProps) {
  const match = kinds.find(([pattern]) => pattern.test(mime));
  const Icon = kind === 'folder' ? (isSpace ? FolderKanban : Folder) : (match?.[1] ?? File);
  const hue = kind === 'folder' ? (isSpace ? 'teal' : 'blue') : (match?.[2] ?? 'grey');
  return (
    <span
      aria-hidden
      className={classes(
        'ui-file-icon',
        `ui-file-icon-${size}`,
        `ui-hue-${hue}`,
        kind === 'folder' && !isSpace && 'ui-file-icon-folder',
      )}
    >
      <Icon />
    </span>
  );
}
