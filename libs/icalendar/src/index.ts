/** iCalendar (RFC 5545): reading, writing, recurrence, time zones, iTIP. */
export const calendarMediaType = 'text/calendar';
