import { DomainError } from '@landescloud/kernel';

export const commentNotFound = () =>
  new DomainError('NotFound', 'collaboration.comment_not_found', 'There is no such comment.');
export const notYourComment = () =>
  new DomainError('Forbidden', 'collaboration.not_your_comment', 'Only who wrote a comment may change it.');
export const invalidComment = () =>
  new DomainError('Invalid', 'collaboration.invalid_comment', 'A comment has 1 to 4,000 characters.', {
    field: 'text',
  });
export const tagNotFound = () => new DomainError('NotFound', 'collaboration.tag_not_found', 'There is no such tag.');
export const invalidTag = () =>
  new DomainError('Invalid', 'collaboration.invalid_tag', 'A tag is one line of 1 to 60 characters.', {
    field: 'name',
  });
export const tooManyTags = () =>
  new DomainError('LimitExceeded', 'collaboration.too_many_tags', 'A file or folder has at most 30 tags.');
export const folderOnly = () =>
  new DomainError('Invalid', 'collaboration.not_a_folder', 'Only in a folder one sees who is there.');
