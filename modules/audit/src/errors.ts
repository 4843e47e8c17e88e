import { DomainError } from '@landescloud/kernel';

export const notAllowed = () =>
  new DomainError('Forbidden', 'audit.not_allowed', 'Only auditors and platform administrators read the audit log.');
