import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { formatDateTime } from '../../../i18n/format.ts';
import { Banner } from '../../../ui/banner.tsx';
import { Button } from '../../../ui/button.tsx';
import { questionsQuery, useDecide, type Decision, type Question } from '../api/questions.ts';
import { spanText } from '../format.ts';
import { useReport } from './use-report.ts';

/** More would push the calendar out of sight. */
const most = 2;

/** What others said about one's events and only oneself can decide. Nothing where nothing waits. */
export function Questions() {
  const { data: questions = [] } = useQuery(questionsQuery);
  const decide = useDecide();
  const report = useReport();
  // The list may be gone before the answer comes: hence a promise.
  const onDecide = (id: number, answer: Decision) => void decide.mutateAsync({ id, answer }).catch(report.onError);
  const more = questions.length - most;
  return (
    <>
      {questions.slice(0, most).map((question) => (
        <QuestionBanner key={question.id} question={question} onDecide={onDecide} />
      ))}
      {more > 0 && (
        <p className="muted">
          <Plural value={more} one="Eine weitere Antwort wartet auf Sie." other="# weitere Antworten warten auf Sie." />
        </p>
      )}
    </>
  );
}

interface QuestionBannerProps {
  readonly question: Question;
  readonly onDecide: (id: number, answer: Decision) => void;
}

function QuestionBanner({ question, onDecide }: QuestionBannerProps) {
  const { t } = useLingui();
  const { id, kind, title, sender, comment } = question;
  const name = question.name === '' ? sender : question.name;
  return (
    <Banner
      isQuiet
      title={
        kind === 'counter' ? t`${name} schlägt eine andere Zeit vor: „${title}“` : t`${name} antwortet: „${title}“`
      }
    >
      <QuestionText question={question} />
      {comment !== '' && <p>„{comment}“</p>}
      <div className="row">
        <Button size="small" aria-label={t`Einverstanden mit ${name}`} onPress={() => onDecide(id, 'taken')}>
          <Trans>Einverstanden</Trans>
        </Button>
        <Button
          size="small"
          variant="quiet"
          aria-label={t`${name} zurückweisen`}
          onPress={() => onDecide(id, 'refused')}
        >
          <Trans>Zurückweisen</Trans>
        </Button>
      </div>
    </Banner>
  );
}

function QuestionText({ question }: { readonly question: Question }) {
  const { kind, sender, attendee, startsAt, endsAt } = question;
  const answer = useAnswerWord(question.answer);
  if (kind === 'counter') {
    if (startsAt === null) return null;
    return <p>{endsAt === null ? formatDateTime(startsAt) : spanText(startsAt, endsAt)}</p>;
  }
  if (kind === 'uninvited')
    return (
      <Trans>
        {answer}, ist aber nicht eingeladen ({sender}).
      </Trans>
    );
  return (
    <Trans>
      {answer} für {attendee}. Die E-Mail kam von {sender}; nichts beweist, dass sie echt ist.
    </Trans>
  );
}

function useAnswerWord(partstat: string | null): string {
  const { t } = useLingui();
  const answer = partstat?.toUpperCase();
  if (answer === 'ACCEPTED') return t`Sagt zu`;
  if (answer === 'DECLINED') return t`Sagt ab`;
  return t`Sagt vielleicht`;
}
