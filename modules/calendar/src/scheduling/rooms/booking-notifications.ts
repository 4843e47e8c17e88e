import { notificationKind } from '@landescloud/platform/notifications';
import type { MailLanguage } from '@landescloud/platform/mail';

const zone = 'Europe/Berlin';

interface AskedData {
  readonly [key: string]: string | number;
  readonly room: string;
  readonly startsAt: number;
  readonly endsAt: number;
  readonly dates: number;
}

function when(language: MailLanguage, { startsAt, endsAt, dates }: AskedData): string {
  const locale = language === 'de' ? 'de-DE' : 'en-GB';
  const format = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'short', timeZone: zone });
  const text = format.formatRange(startsAt, endsAt);
  if (dates === 1) return text;
  return language === 'de' ? `${text}, ${dates} Termine` : `${text}, ${dates} dates`;
}

export const bookingAskedKind = notificationKind<AskedData>({
  name: 'calendar.booking_asked',
  mail: 'at-once',
  label: {
    de: 'Jemand möchte einen Raum oder eine Sache buchen, die ich betreue',
    en: 'Somebody would like to book a room or thing that I look after',
  },
  says: {
    de: ({ data, by }) => ({ title: `${by ?? 'Jemand'} möchte ${data.room} buchen`, text: when('de', data) }),
    en: ({ data, by }) => ({ title: `${by ?? 'Somebody'} would like to book ${data.room}`, text: when('en', data) }),
  },
});
