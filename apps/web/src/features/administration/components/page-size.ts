/** Entries of a list that are shown at once. */
export const pageSize = 50;
