import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import { AppWindow, Command, FolderSync, Laptop, Smartphone, SquareTerminal, type LucideIcon } from 'lucide-react';

export type ProgramId = 'desktop' | 'android' | 'ios' | 'windows' | 'macos' | 'davfs' | 'rclone';

interface Program {
  readonly id: ProgramId;
  readonly name: MessageDescriptor;
  /** What its app password is called to begin with. */
  readonly label: MessageDescriptor;
  readonly icon: LucideIcon;
}

export const programs: readonly [Program, ...Program[]] = [
  { id: 'desktop', name: msg`Nextcloud Desktop`, label: msg`Nextcloud Desktop`, icon: FolderSync },
  { id: 'android', name: msg`Nextcloud für Android`, label: msg`Android`, icon: Smartphone },
  { id: 'ios', name: msg`Nextcloud für iOS`, label: msg`iPhone oder iPad`, icon: Smartphone },
  { id: 'windows', name: msg`Windows Explorer`, label: msg`Windows Explorer`, icon: AppWindow },
  { id: 'macos', name: msg`macOS Finder`, label: msg`macOS Finder`, icon: Command },
  { id: 'davfs', name: msg`Linux (davfs2)`, label: msg`davfs2`, icon: Laptop },
  { id: 'rclone', name: msg`rclone`, label: msg`rclone`, icon: SquareTerminal },
];
