import type { PersonRole } from '@landescloud/kernel';
import type { Generated } from 'kysely';

/** The tables that writers change field by field, as Kysely sees them. */
export interface DirectoryTables {
  'directory.organisation': {
    id: Generated<number>;
    key: string;
    name: string;
    kind: OrganisationKind;
    parent_id: number | null;
    created_at: Generated<Date>;
    short_name: string | null;
    official_key: string | null;
    colour: string | null;
    imprint_url: string | null;
    privacy_url: string | null;
    quota_bytes: number | null;
    closed_at: Date | null;
  };
  'directory.person': {
    id: Generated<number>;
    login: string;
    name: string;
    email: string | null;
    organisation_id: number;
    role: PersonRole;
    language: Generated<Language>;
    theme: Generated<Theme>;
    created_at: Generated<Date>;
    disabled_at: Date | null;
    job_title: string | null;
    phone: string | null;
    place: string | null;
    manager_id: number | null;
    left_at: Date | null;
    erased_at: Date | null;
  };
}

export const organisationKinds = ['state', 'department', 'authority', 'institution', 'municipality'] as const;
export type OrganisationKind = (typeof organisationKinds)[number];
export type Language = 'de' | 'en';
export type Theme = 'system' | 'light' | 'dark';
