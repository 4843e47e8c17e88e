import type { Moment, Part } from '@landescloud/icalendar';
import type { MailLanguage } from '@landescloud/platform/mail';
import { daysText, timesText } from './span-text.ts';

const house = 'Europe/Berlin';
const day = 86_400_000;

/** 'Dienstag, 13. Oktober 2026, 10:00–11:00 Uhr, jede Woche', as people here read times. */
export function whenOf(part: Part, language: MailLanguage): string {
  const start = part.moment('dtstart');
  if (start === null) return '';
  const end = endOf(part, start);
  const rule = part.line('rrule')?.value;
  return `${spanOf(start, end, language)}${rule === undefined ? '' : `, ${ruleOf(rule, language)}`}`;
}

export function endOf(part: Part, start: Moment): Moment {
  const given = part.moment('dtend') ?? part.moment('due');
  if (given !== null) return given;
  return start.isDate ? start.plus(day) : start;
}

function spanOf(start: Moment, end: Moment, language: MailLanguage): string {
  if (start.isDate) return daysText(start.local, end.local, language);
  return start.zone === null
    ? timesText(start.local, end.local, 'UTC', language)
    : timesText(start.instant, end.instant, house, language);
}

const words = {
  de: {
    once: { DAILY: 'jeden Tag', WEEKLY: 'jede Woche', MONTHLY: 'jeden Monat', YEARLY: 'jedes Jahr' },
    every: { DAILY: 'Tage', WEEKLY: 'Wochen', MONTHLY: 'Monate', YEARLY: 'Jahre' },
    each: 'alle',
    other: 'mehrmals',
  },
  en: {
    once: { DAILY: 'every day', WEEKLY: 'every week', MONTHLY: 'every month', YEARLY: 'every year' },
    every: { DAILY: 'days', WEEKLY: 'weeks', MONTHLY: 'months', YEARLY: 'years' },
    each: 'every',
    other: 'repeated',
  },
} as const;

function ruleOf(rule: string, language: MailLanguage): string {
  const said = words[language];
  const frequency = /FREQ=(DAILY|WEEKLY|MONTHLY|YEARLY)/i.exec(rule)?.[1]?.toUpperCase() as
    | keyof typeof said.once
    | undefined;
  const interval = Number(/INTERVAL=(\d+)/i.exec(rule)?.[1] ?? 1);
  if (frequency === undefined) return said.other;
  return interval === 1 ? said.once[frequency] : `${said.each} ${interval} ${said.every[frequency]}`;
}
