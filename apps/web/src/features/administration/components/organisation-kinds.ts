import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import type { OrganisationKind } from '../api/organisations.ts';

export const organisationKinds: Record<OrganisationKind, MessageDescriptor> = {
  state: msg`Land`,
  department: msg`Ressort`,
  authority: msg`Behörde`,
  institution: msg`Einrichtung`,
  municipality: msg`Kommune`,
};
