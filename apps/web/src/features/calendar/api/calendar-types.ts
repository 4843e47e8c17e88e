import type { Answer, Body } from '../../../api/answer.ts';

export type Calendar = Answer<'/calendars'>['items'][number];
export type CalendarRole = Calendar['role'];
export type CalendarShare = Answer<'/calendars/{id}/shares'>['items'][number];
export type ShareInput = Body<'/calendars/{id}/shares', 'put'>;
export type Occurrence = Answer<'/calendar/occurrences'>['items'][number];
export type CalendarEvent = Answer<'/calendar/events/{id}'>;
export type Attendee = CalendarEvent['attendees'][number];
export type NewEvent = Body<'/calendar/events', 'post'>;
export type EventChange = Body<'/calendar/events/{id}', 'patch'>['change'];
export type Scope = Body<'/calendar/events/{id}', 'patch'>['scope'];
export type EventAnswer = Body<'/calendar/events/{id}/answer', 'post'>['answer'];
export type BusyPerson = Answer<'/calendar/free-busy'>['items'][number];
export type PresenceDay = Answer<'/presence'>['items'][number];
export type PresencePlace = PresenceDay['place'];
export type Written = Answer<'/calendar/events', 'post'>;
