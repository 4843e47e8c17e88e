import { type HttpPlugin, requireActor } from '@landescloud/platform/http';
import { Type } from 'typebox';
import type { Calendar } from '../calendar.ts';
import { HolidayChoices, HolidayKind } from './schemas.ts';

const tags = ['calendar'];

/** Holidays and birthdays as calendars that one has or not. */
export function holidayRoutes({ holidays, chooseBirthdays }: Calendar): HttpPlugin {
  return (http) => {
    http.put(
      '/api/v1/calendar/birthdays',
      {
        schema: {
          summary: 'Have the birthdays of one’s contacts among one’s calendars, or not',
          tags,
          body: Type.Object({ isOn: Type.Boolean() }, { additionalProperties: false }),
          response: { 204: Type.Null() },
        },
      },
      async (request, reply) => {
        await chooseBirthdays(requireActor(request), request.body.isOn);
        return reply.code(204).send(null);
      },
    );

    http.get(
      '/api/v1/calendar/holidays',
      {
        schema: {
          summary: 'Public and school holidays that one has or could have',
          tags,
          response: { 200: HolidayChoices },
        },
      },
      async (request) => {
        const { ruled, choices } = await holidays.list(requireActor(request));
        return { ruled, items: [...choices] };
      },
    );

    http.put(
      '/api/v1/calendar/holidays/:kind/:state',
      {
        schema: {
          summary: 'Have the holidays of a state among one’s calendars, or not',
          tags,
          params: Type.Object({ kind: HolidayKind, state: Type.String({ pattern: '^[A-Z]{2}$' }) }),
          body: Type.Object({ isOn: Type.Boolean() }, { additionalProperties: false }),
          response: { 204: Type.Null() },
        },
      },
      async (request, reply) => {
        const { kind, state } = request.params;
        await holidays.choose(requireActor(request), kind, state, request.body.isOn);
        return reply.code(204).send(null);
      },
    );
  };
}
