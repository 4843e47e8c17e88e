import type { KeptRoom, NewRoom, RoomChange } from '../api/rooms.ts';
import type { PersonName } from '../api/people.ts';
import { suggestKey } from './suggest-key.ts';

/** A room while it is described in the form: numbers as they are typed. */
export interface RoomForm {
  readonly kind: KeptRoom['kind'];
  readonly organisation: string;
  readonly name: string;
  /** null: made from the name. */
  readonly key: string | null;
  readonly place: string;
  readonly building: string;
  readonly floor: string;
  readonly accessible: boolean;
  readonly capacity: string;
  /** With commas between. */
  readonly equipment: string;
  readonly books: KeptRoom['books'];
  readonly organisations: readonly { readonly key: string; readonly name: string }[];
  readonly horizonDays: string;
  readonly longestHours: string;
  /** HH:MM; '' both: always open. */
  readonly opensAt: string;
  readonly closesAt: string;
  readonly series: boolean;
  readonly bufferMinutes: string;
  readonly approval: boolean;
  readonly managers: readonly PersonName[];
}

export const emptyRoomForm = (organisation: string): RoomForm => ({
  kind: 'room',
  organisation,
  name: '',
  key: null,
  place: '',
  building: '',
  floor: '',
  accessible: false,
  capacity: '',
  equipment: '',
  books: 'organisation',
  organisations: [],
  horizonDays: '180',
  longestHours: '',
  opensAt: '07:00',
  closesAt: '19:00',
  series: true,
  bufferMinutes: '0',
  approval: false,
  managers: [],
});

const clockOf = (minutes: number | null): string =>
  minutes === null
    ? ''
    : `${String(Math.floor(Math.min(minutes, 1439) / 60)).padStart(2, '0')}:${String(Math.min(minutes, 1439) % 60).padStart(2, '0')}`;
const minutesOf = (time: string): number | null => {
  if (time === '') return null;
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  // A day's last minute is its end.
  return hours === 23 && minutes === 59 ? 1440 : hours * 60 + minutes;
};
const whole = (text: string): number | null => (/^\d{1,6}$/.test(text.trim()) ? Number(text) : null);

export const formOfRoom = (room: KeptRoom): RoomForm => ({
  kind: room.kind,
  organisation: room.organisation.key,
  name: room.name,
  key: room.key,
  place: room.place,
  building: room.building,
  floor: room.floor,
  accessible: room.accessible,
  capacity: room.capacity === null ? '' : String(room.capacity),
  equipment: room.equipment.join(', '),
  books: room.books,
  organisations: room.organisations,
  horizonDays: String(room.horizonDays),
  longestHours: room.longestMinutes === null ? '' : String(room.longestMinutes / 60),
  opensAt: clockOf(room.opensAt),
  closesAt: clockOf(room.closesAt),
  series: room.series,
  bufferMinutes: String(room.bufferMinutes),
  approval: room.approval,
  managers: room.managers,
});

/** Opening comes before closing, and there is none of them without the other. */
export const hoursFit = ({ opensAt, closesAt }: Pick<RoomForm, 'opensAt' | 'closesAt'>): boolean =>
  opensAt === '' ? closesAt === '' : closesAt > opensAt;

export function changeOfForm(form: RoomForm): RoomChange {
  const hours = Number(form.longestHours.replace(',', '.'));
  return {
    name: form.name.trim(),
    place: form.place.trim(),
    building: form.building.trim(),
    floor: form.floor.trim(),
    accessible: form.accessible,
    capacity: whole(form.capacity) === 0 ? null : whole(form.capacity),
    equipment: [...new Set(form.equipment.split(',').map((each) => each.trim()))].filter((each) => each !== ''),
    books: form.books,
    organisations: form.organisations.map(({ key }) => key),
    horizonDays: Math.max(1, Math.min(3650, whole(form.horizonDays) ?? 180)),
    longestMinutes: hours > 0 ? Math.round(hours * 60) : null,
    opensAt: minutesOf(form.opensAt),
    closesAt: minutesOf(form.closesAt),
    series: form.series,
    bufferMinutes: Math.min(1440, whole(form.bufferMinutes) ?? 0),
    approval: form.approval,
    managers: form.managers.map(({ login }) => login),
  };
}

export const keyOfForm = ({ key, name }: Pick<RoomForm, 'key' | 'name'>): string =>
  key ?? suggestKey(name).slice(0, 40).replace(/-+$/, '');

export function newRoomOf(form: RoomForm): NewRoom {
  const { kind, organisation } = form;
  return { ...(changeOfForm(form) as NewRoom), kind, organisation, key: keyOfForm(form) };
}
