import { DomainError } from '@landescloud/kernel';

export const notificationNotFound = () =>
  new DomainError('NotFound', 'notifications.not_found', 'There is no such notification of yours.');
export const kindNotFound = () =>
  new DomainError('NotFound', 'notifications.kind_not_found', 'There is no such kind of notification.');
