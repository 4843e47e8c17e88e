import { button, field, h, icon } from './dom.ts';
import type { Invitation, Proposal, Reply } from './invitation-api.ts';
import { clockText, dateText, otherZone, shortText, tileText } from './invitation-times.ts';
import { invitationWords } from './invitation-words.ts';
import { form, heading } from './views.ts';

export interface InvitationScene {
  readonly invitation: Invitation;
  /** What was done on this page just now. */
  readonly done: 'answered' | 'proposed' | null;
  readonly isSending: boolean;
  readonly problem: HTMLElement;
  answer(reply: Reply, recurrenceId?: string): void;
  propose(proposal: Proposal): Promise<void>;
}

const replies: readonly Reply[] = ['ACCEPTED', 'TENTATIVE', 'DECLINED'];

/** What one is invited to, and three buttons: what most people want is done with one touch. */
export function invitationView(scene: InvitationScene): (HTMLElement | null)[] {
  const { invitation, done, problem } = scene;
  const w = invitationWords();
  const said = done === 'answered' ? w.thanks(invitation.organizer) : w.sent(invitation.organizer);
  return [
    about(invitation),
    when(invitation),
    done === null ? null : h('p', { class: 'note good', role: 'status' }, said),
    invitation.over ? h('p', { class: 'note warning' }, w.over) : answering(scene),
    problem,
    invitation.over || !invitation.recurring ? null : singles(scene),
    invitation.over ? null : proposing(scene),
  ];
}

function about({ title, organizer, organisation }: Invitation): HTMLElement {
  const w = invitationWords();
  return h(
    'header',
    { class: 'about' },
    heading(title),
    h('p', {}, h('strong', {}, organizer), w.invites(organisation)),
  );
}

function when(invitation: Invitation): HTMLElement {
  const { allDay, location, description, recurring, dates } = invitation;
  const w = invitationWords();
  const next = dates[0] ?? invitation;
  const { day, month } = tileText(next.startsAt, allDay);
  const zone = allDay ? null : otherZone(next.startsAt);
  return h(
    'section',
    { class: 'event' },
    recurring ? h('p', { class: 'hint' }, w.recurring) : null,
    h(
      'div',
      { class: 'event-when' },
      h('span', { class: 'event-day', 'aria-hidden': 'true' }, h('span', {}, month), h('strong', {}, day)),
      h(
        'div',
        {},
        h('p', { class: 'name' }, dateText(next.startsAt, allDay)),
        h('p', {}, clockText(next, allDay)),
        zone === null ? null : h('p', { class: 'hint' }, w.yourTime(zone)),
        location === '' ? null : h('p', { class: 'event-place' }, location),
      ),
    ),
    description === '' ? null : h('blockquote', {}, description),
  );
}

function answering({ invitation, isSending, answer }: InvitationScene): HTMLElement {
  const w = invitationWords();
  const choices = replies.map((reply) => {
    const isChosen = invitation.answer === reply;
    const look = isChosen ? ({ icon: 'check', kind: 'main' } as const) : {};
    const choice = button(w.replies[reply], () => answer(reply), { ...look, disabled: isSending });
    choice.setAttribute('aria-pressed', String(isChosen));
    return choice;
  });
  return h(
    'section',
    {},
    h('h2', {}, invitation.recurring ? w.questionSeries : w.question),
    h('div', { class: 'replies' }, ...choices),
    field({ label: w.comment(invitation.organizer), hint: w.optional, name: 'comment', long: true, maxlength: 2000 }),
  );
}

function singles({ invitation, isSending, answer }: InvitationScene): HTMLElement {
  const w = invitationWords();
  const rows = invitation.dates.map((date) => {
    const { recurrenceId } = date;
    const text = shortText(date, invitation.allDay);
    const select = h('select', { 'aria-label': w.singleFor(text), disabled: isSending || recurrenceId === null });
    for (const value of ['NEEDS-ACTION', ...replies] as const) {
      const option = h('option', { value, disabled: value === 'NEEDS-ACTION' }, w.said[value]);
      option.selected = date.answer === value;
      select.append(option);
    }
    select.addEventListener('change', () => answer(select.value as Reply, recurrenceId ?? undefined));
    return h('li', {}, h('span', {}, text), select);
  });
  return folded(w.singles, h('ul', { class: 'event-dates' }, ...rows));
}

function proposing(scene: InvitationScene): HTMLElement {
  const { invitation, propose } = scene;
  const w = invitationWords();
  const next = invitation.dates[0] ?? invitation;
  const local = (at: number) => {
    const time = new Date(at);
    return new Date(at - time.getTimezoneOffset() * 60_000).toISOString();
  };
  const clock = (at: number, other: string) => (invitation.allDay ? other : local(at).slice(11, 16));
  const which = h('select', { name: 'recurrenceId', id: 'which' });
  for (const date of invitation.dates)
    which.append(h('option', { value: date.recurrenceId ?? '' }, shortText(date, invitation.allDay)));
  const fields = [
    ...(invitation.recurring ? [h('div', { class: 'field' }, h('label', { for: 'which' }, w.whichDate), which)] : []),
    h(
      'div',
      { class: 'event-times' },
      field({ label: w.day, name: 'day', type: 'date', required: true, value: local(next.startsAt).slice(0, 10) }),
      field({ label: w.from, name: 'from', type: 'time', required: true, value: clock(next.startsAt, '09:00') }),
      field({ label: w.to, name: 'to', type: 'time', required: true, value: clock(next.endsAt, '10:00') }),
    ),
    field({ label: w.why, hint: w.optional, name: 'why', long: true, maxlength: 2000 }),
  ];
  const submit = ({ day = '', from = '', to = '', why = '', recurrenceId = '' }: Record<string, string>) => {
    const [startsAt, endsAt] = [new Date(`${day}T${from}`).getTime(), new Date(`${day}T${to}`).getTime()];
    const proposal = { startsAt, endsAt, comment: why };
    return propose(recurrenceId === '' ? proposal : { ...proposal, recurrenceId });
  };
  return folded(w.propose, form({ fields, action: w.send, submit }));
}

function folded(title: string, content: HTMLElement): HTMLElement {
  const isOpen = open.has(title);
  const details = h('details', { class: 'folded', open: isOpen }, h('summary', {}, icon('plus'), title), content);
  details.addEventListener('toggle', () => (details.open ? open.add(title) : open.delete(title)));
  return details;
}

/** What stands open stays so when the page is made anew. */
const open = new Set<string>();
