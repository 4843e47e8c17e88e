import { type HttpPlugin, requireActor } from '@landescloud/platform/http';
import type { Calendar as CalendarModule } from '../calendar.ts';
import type { Subscription as SubscriptionRow } from '../subscriptions/subscription-store.ts';
import { presentCalendar } from './calendar-routes.ts';
import { ById, Calendar, NewSubscription, Subscription, Subscriptions } from './schemas.ts';

const tags = ['calendar'];

/** Calendars from elsewhere, by address. */
export function subscriptionRoutes({ subscriptions }: CalendarModule): HttpPlugin {
  return (http) => {
    http.get(
      '/api/v1/calendar/subscriptions',
      {
        schema: {
          summary: 'Calendars that one subscribed to, and how they are',
          tags,
          response: { 200: Subscriptions },
        },
      },
      async (request) => ({ items: (await subscriptions.list(requireActor(request))).map(present) }),
    );

    http.post(
      '/api/v1/calendar/subscriptions',
      {
        schema: {
          summary: 'Subscribe to a calendar by its address',
          tags,
          body: NewSubscription,
          response: { 201: Calendar },
        },
      },
      async (request, reply) => {
        reply.code(201);
        return presentCalendar(await subscriptions.add(requireActor(request), request.body), new Set());
      },
    );

    http.post(
      '/api/v1/calendar/subscriptions/:id/refresh',
      { schema: { summary: 'Look at its address now', tags, params: ById, response: { 200: Subscription } } },
      async (request) => present(await subscriptions.refresh(requireActor(request), request.params.id)),
    );
  };
}

const present = ({ calendarId, url, refreshedAt, nextAt, failedAt, problem }: SubscriptionRow) => ({
  calendarId,
  url,
  refreshedAt,
  nextAt,
  failedAt,
  problem,
});
