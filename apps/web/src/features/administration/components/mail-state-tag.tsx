import { useLingui } from '@lingui/react/macro';
import { classes } from '../../../ui/classes.ts';
import type { Mail } from '../api/mail.ts';

export function MailStateTag({ mail }: { readonly mail: Mail }) {
  const { t } = useLingui();
  const words = { waiting: t`Wartet`, sent: t`Gesendet`, failed: t`Nicht zugestellt`, kept: t`Liegt hier` };
  const tones = { waiting: '', sent: 'tag-action', failed: 'tag-danger', kept: '' };
  return <span className={classes('tag', tones[mail.state])}>{words[mail.state]}</span>;
}
