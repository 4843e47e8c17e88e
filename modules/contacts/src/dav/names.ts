export const CARDDAV = 'urn:ietf:params:xml:ns:carddav';
export const INF_IT = 'http://inf-it.com/ns/ab/';

/** Declares the prefix that the content uses. */
export const cardElement = (name: string, content = ''): string =>
  content === ''
    ? `<card:${name} xmlns:card="${CARDDAV}"/>`
    : `<card:${name} xmlns:card="${CARDDAV}">${content}</card:${name}>`;
