import { button, h } from './dom.ts';
import { makeFrame } from './frame.ts';
import { invitationApi, type Invitation, type Proposal, type Reply } from './invitation-api.ts';
import { invitationView } from './invitation-view.ts';
import { invitationWords } from './invitation-words.ts';
import { problemText } from './problem-text.ts';
import { Problem } from './public-api.ts';
import { notice, problemLine } from './views.ts';
import { words } from './words.ts';

let view: () => (HTMLElement | null)[] = () => [h('p', { class: 'empty', role: 'status' }, words().loading)];
const render = makeFrame(() => view());

async function start(): Promise<void> {
  try {
    view = invitationPage(await invitationApi.look());
  } catch (error) {
    view = () => [problemView(error)];
  }
  render(true);
}

/** The page where the link in the mail leads: nobody is signed in. */
function invitationPage(invitation: Invitation): typeof view {
  let done: 'answered' | 'proposed' | null = null;
  let isSending = false;
  const problem = problemLine();

  const comment = () => document.querySelector<HTMLTextAreaElement>('textarea[name="comment"]')?.value ?? '';

  async function attempt(what: 'answered' | 'proposed', action: () => Promise<Invitation>): Promise<void> {
    problem.say(null);
    isSending = true;
    const said = comment();
    render();
    try {
      invitation = await action();
      done = what;
    } catch (error) {
      if (error instanceof Problem && error.code === 'calendar.invitation_over')
        invitation = await invitationApi.look();
      else throw error;
    } finally {
      isSending = false;
      render();
      const field = document.querySelector<HTMLTextAreaElement>('textarea[name="comment"]');
      if (field !== null) field.value = said;
    }
  }

  return () =>
    invitationView({
      invitation,
      done,
      isSending,
      problem: problem.element,
      answer: (reply: Reply, recurrenceId?: string) =>
        void attempt('answered', () => invitationApi.answer(reply, comment(), recurrenceId)).catch(problem.say),
      propose: (proposal: Proposal) => {
        if (!(proposal.startsAt > Date.now() && proposal.endsAt > proposal.startsAt))
          return Promise.reject(new Problem('calendar.proposal_invalid', 400));
        return attempt('proposed', () => invitationApi.propose(proposal));
      },
    });
}

function problemView(error: unknown): HTMLElement {
  const w = words();
  const code = error instanceof Problem ? error.code : '';
  if (/^calendar\.invitation_not_found$|^http\.(invalid_input|not_found)$/.test(code))
    return notice('close', w.absentTitle, w.absentText);
  if (code === 'calendar.invitation_over') return notice('clock', invitationWords().overTitle, invitationWords().over);
  const again = button(w.tryAgain, () => void start(), { kind: 'main' });
  return notice('cloud', 'Landescloud', problemText(error), again);
}

render();
void start();
