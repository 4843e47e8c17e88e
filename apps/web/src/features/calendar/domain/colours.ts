/** Colours that calendars may have; shown light and dark by the sheet, which takes only their hue and strength. */
export const calendarColours = [
  '#2f5bd0',
  '#0f7f8c',
  '#2c8a4b',
  '#8a8f1d',
  '#c46a0c',
  '#c7402d',
  '#c0397f',
  '#8847c2',
  '#6b7490',
] as const;
