/** vCard 3 and 4 (RFC 2426, RFC 6350). */
export const vcardMediaType = 'text/vcard';
