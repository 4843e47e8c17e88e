import { Trans } from '@lingui/react/macro';
import { Spinner } from './spinner.tsx';

/** For a part that is not there yet; appears after a quarter of a second. */
export function Loading() {
  return (
    <div className="ui-loading" role="status">
      <Spinner />
      <Trans>Wird geladen …</Trans>
    </div>
  );
}
