import type { MailLanguage } from '@landescloud/platform/mail';
import type { Refusal } from './decide-booking.ts';

const words: Readonly<Record<MailLanguage, Readonly<Record<Refusal | 'asked' | 'expired' | 'closing', string>>>> = {
  de: {
    closed: 'Nimmt zurzeit keine Buchungen an.',
    'not-yours': 'Ist für Ihre Organisation nicht buchbar.',
    'no-series': 'Nimmt keine Serien an.',
    'too-long': 'So lange kann nicht gebucht werden.',
    'too-far': 'So weit im Voraus kann nicht gebucht werden.',
    'not-open': 'Ist zu dieser Zeit nicht geöffnet.',
    taken: 'Ist zu dieser Zeit schon gebucht.',
    asked: 'Vorgemerkt: Jemand muss noch zustimmen.',
    expired: 'Niemand hat rechtzeitig zugestimmt.',
    closing: 'Wird geschlossen.',
  },
  en: {
    closed: 'Takes no bookings at present.',
    'not-yours': 'Cannot be booked by your organisation.',
    'no-series': 'Takes no series.',
    'too-long': 'Cannot be booked for so long.',
    'too-far': 'Cannot be booked so far ahead.',
    'not-open': 'Is not open at that time.',
    taken: 'Is booked already at that time.',
    asked: 'Held for you: somebody still has to agree.',
    expired: 'Nobody agreed in time.',
    closing: 'Is being closed.',
  },
};

/** Why a room answers as it does, in the organizer's language. */
export const bookingWords = (language: MailLanguage, because: keyof (typeof words)['de']): string =>
  words[language][because];
