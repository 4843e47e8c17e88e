import { useLingui } from '@lingui/react/macro';
import { classes } from '../../../ui/classes.ts';
import { isBusy, type Run } from '../api/sources.ts';
import { stateWords } from '../words.ts';

/** How a run stands, as a tag. */
export function RunState({ run }: { readonly run: Run }) {
  const { t } = useLingui();
  const { state } = run;
  const bad = state === 'failed';
  const warns = state === 'braked';
  return (
    <span className={classes('tag', isBusy(run) && 'tag-action', bad && 'tag-danger', warns && 'tag-warning')}>
      {t(stateWords[state])}
    </span>
  );
}
