import { keepPreviousData, queryOptions, useMutation } from '@tanstack/react-query';
import { api } from '../../../api/api.ts';
import type { Answer, Body } from '../../../api/answer.ts';
import { calendarKeys, useRefreshCalendar } from './calendars.ts';

export type Room = Answer<'/rooms'>['rooms'][number];
export type Refusal = NonNullable<Room['refusal']>;
export type RoomBooking = Answer<'/rooms/bookings'>['bookings'][number];
export type BookingRequest = Answer<'/me/booking-requests'>['requests'][number];
export type BookingAnswer = Body<'/me/booking-requests/{id}', 'post'>;

export interface RoomSearch {
  readonly text: string;
  readonly kind: Room['kind'];
  /** 0: any. */
  readonly capacity: number;
  readonly equipment: readonly string[];
  readonly accessible: boolean;
  /** When it should be free; null: whenever. */
  readonly range: { readonly from: number; readonly to: number } | null;
  /** UID of the meeting that is planned. */
  readonly except?: string | null;
}

export const anyRoom: RoomSearch = {
  text: '',
  kind: 'room',
  capacity: 0,
  equipment: [],
  accessible: false,
  range: null,
};

/** What one may book, free ones first where a time is given. */
export function roomsQuery({ text, kind, capacity, equipment, accessible, range, except }: RoomSearch) {
  const query = {
    bookable: true,
    kind,
    ...(text === '' ? {} : { text }),
    ...(capacity === 0 ? {} : { capacity }),
    ...(equipment.length === 0 ? {} : { equipment: equipment.join(',') }),
    ...(accessible ? { accessible } : {}),
    ...range,
    ...(except === undefined || except === null ? {} : { except }),
  };
  return queryOptions({
    queryKey: [...calendarKeys.all, 'rooms', query],
    placeholderData: keepPreviousData,
    staleTime: 20_000,
    queryFn: async ({ signal }) => (await api.get<Answer<'/rooms'>>('/rooms', { query, signal })).rooms,
  });
}

/** When they are booked. */
export const roomBookingsQuery = (keys: readonly string[], from: number, to: number) =>
  queryOptions({
    queryKey: [...calendarKeys.all, 'room-bookings', keys.join(','), from, to],
    placeholderData: keepPreviousData,
    staleTime: 20_000,
    enabled: keys.length > 0,
    queryFn: async ({ signal }) =>
      (
        await api.get<Answer<'/rooms/bookings'>>('/rooms/bookings', {
          query: { rooms: keys.slice(0, 200).join(','), from, to },
          signal,
        })
      ).bookings,
  });

/** What one has to agree to. */
export const bookingRequestsQuery = queryOptions({
  queryKey: [...calendarKeys.all, 'booking-requests'],
  staleTime: 20_000,
  queryFn: async ({ signal }) =>
    (await api.get<Answer<'/me/booking-requests'>>('/me/booking-requests', { signal })).requests,
});

export function useDecideBooking() {
  const refresh = useRefreshCalendar();
  return useMutation({
    mutationFn: ({ id, ...body }: { readonly id: number } & BookingAnswer) =>
      api.post<null>(`/me/booking-requests/${id}`, body),
    onSettled: refresh,
  });
}
