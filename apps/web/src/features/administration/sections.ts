import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import type { LinkProps } from '@tanstack/react-router';
import {
  Building2,
  DatabaseZap,
  DoorOpen,
  FolderKanban,
  HeartPulse,
  LayoutDashboard,
  Mails,
  Scale,
  ScrollText,
  ShieldUser,
  UserRound,
  Users,
  type LucideIcon,
} from 'lucide-react';
import type { Access } from '../../session/me.ts';

export interface AdministrationSection {
  readonly to: NonNullable<LinkProps['to']>;
  readonly label: MessageDescriptor;
  /** What is there, in a few words. */
  readonly text: MessageDescriptor;
  readonly icon: LucideIcon;
  /** Who is shown it. */
  readonly isFor: (access: Access) => boolean;
}

const administers = (access: Access) => access.administers;
const isPlatform = (access: Access) => access.isPlatform;

/** The parts of administration, in the order of the navigation. A new part is a line here and its routes. */
export const administrationSections: readonly AdministrationSection[] = [
  {
    to: '/administration',
    label: msg`Übersicht`,
    text: msg`Wie viel es gibt und was zu tun ist`,
    icon: LayoutDashboard,
    isFor: mayAdminister,
  },
  {
    to: '/administration/organisations',
    label: msg`Organisationen`,
    text: msg`Der Baum vom Land bis zur Kommune`,
    icon: Building2,
    isFor: administers,
  },
  {
    to: '/administration/people',
    label: msg`Personen`,
    text: msg`Aufnehmen, ändern, versetzen, ausscheiden`,
    icon: UserRound,
    isFor: administers,
  },
  {
    to: '/administration/groups',
    label: msg`Gruppen`,
    text: msg`Personen über Organisationen hinweg`,
    icon: Users,
    isFor: administers,
  },
  {
    to: '/administration/rules',
    label: msg`Regeln`,
    text: msg`Was gilt, und woher es kommt`,
    icon: Scale,
    isFor: administers,
  },
  { to: '/administration/roles', label: msg`Rollen`, text: msg`Wer was darf`, icon: ShieldUser, isFor: administers },
  {
    to: '/administration/spaces',
    label: msg`Räume`,
    text: msg`Gemeinsame Ablagen, ihr Ende und ihre Grenzen`,
    icon: FolderKanban,
    isFor: administers,
  },
  {
    to: '/administration/rooms',
    label: msg`Besprechungsräume`,
    text: msg`Räume, Geräte und Fahrzeuge: wer sie wie bucht`,
    icon: DoorOpen,
    isFor: administers,
  },
  {
    to: '/administration/sources',
    label: msg`Quellen`,
    text: msg`Verzeichnisse, Dateien und Dienste, aus denen Personen kommen`,
    icon: DatabaseZap,
    isFor: administers,
  },
  {
    to: '/administration/audit',
    label: msg`Protokoll`,
    text: msg`Wer wann was getan hat`,
    icon: ScrollText,
    isFor: (access) => access.auditor,
  },
  {
    to: '/administration/mail',
    label: msg`Postausgang`,
    text: msg`Nachrichten des Systems`,
    icon: Mails,
    isFor: isPlatform,
  },
  {
    to: '/administration/health',
    label: msg`Systemzustand`,
    text: msg`Version, Datenbank, Speicher, Aufgaben`,
    icon: HeartPulse,
    isFor: isPlatform,
  },
];

/** Whether there is anything of administration for this person. */
export function mayAdminister(access: Access): boolean {
  return access.administers || access.auditor;
}

/** Whether an address belongs to a section: the overview is only itself. */
export function isWithinSection(path: string, to: string): boolean {
  return to === '/administration' ? path.replace(/\/$/, '') === to : path === to || path.startsWith(`${to}/`);
}
