import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type { Answer, Body } from '../../../api/answer.ts';
import { api } from '../../../api/api.ts';

export type KeptRoom = Answer<'/rooms/kept'>['rooms'][number];
export type RoomKind = KeptRoom['kind'];
export type NewRoom = Body<'/rooms', 'post'>;
export type RoomChange = Body<'/rooms/{room}', 'patch'>;
export type RoomClosing = Body<'/rooms/{room}/close', 'post'>;

/** Rooms and things that one administers, with those that are closed. */
export function keptRoomsQuery(text: string, organisation: string) {
  const query = { ...(text === '' ? {} : { text }), ...(organisation === '' ? {} : { organisation }) };
  return queryOptions({
    queryKey: ['rooms', 'kept', query],
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }) => (await api.get<Answer<'/rooms/kept'>>('/rooms/kept', { query, signal })).rooms,
  });
}

function useRoomMutation<Input>(run: (input: Input) => Promise<unknown>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: run,
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: ['rooms'] }),
        client.invalidateQueries({ queryKey: ['calendar'] }),
      ]),
  });
}

const pathOf = (key: string) => `/rooms/${encodeURIComponent(key)}`;

export const useAddRoom = () => useRoomMutation((room: NewRoom) => api.post('/rooms', room));

export const useChangeRoom = () =>
  useRoomMutation(({ key, change }: { readonly key: string; readonly change: RoomChange }) =>
    api.patch(pathOf(key), change),
  );

export const useCloseRoom = () =>
  useRoomMutation(({ key, ...closing }: { readonly key: string } & RoomClosing) =>
    api.post(`${pathOf(key)}/close`, closing),
  );
