import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import { Building, Building2, Landmark, Library, MapPin, type LucideIcon } from 'lucide-react';
import type { OrganisationKind } from '../api/organisations.ts';

export const organisationKinds: Record<OrganisationKind, MessageDescriptor> = {
  state: msg`Land`,
  department: msg`Ressort`,
  authority: msg`Behörde`,
  institution: msg`Einrichtung`,
  municipality: msg`Kommune`,
};

export const organisationIcons: Record<OrganisationKind, LucideIcon> = {
  state: Landmark,
  department: Building2,
  authority: Building,
  institution: Library,
  municipality: MapPin,
};
