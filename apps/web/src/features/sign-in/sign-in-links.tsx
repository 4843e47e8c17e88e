import { Trans } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';

interface Props {
  /** Where one wanted to go. */
  readonly to?: string | undefined;
  /** From a page that is not the sign-in itself. */
  readonly isAway?: boolean;
}

/** Ways in besides a password, or to a new one. */
export function SignInLinks({ to, isAway = false }: Props) {
  const search = to === undefined ? {} : { to };
  return (
    <ul className="sign-in-links">
      <li>
        {isAway ? (
          <Link to="/login" search={search}>
            <Trans>Zur Anmeldung</Trans>
          </Link>
        ) : (
          <Link to="/login/reset">
            <Trans>Passwort vergessen?</Trans>
          </Link>
        )}
      </li>
      <li>
        <Link to="/login/code" search={search}>
          <Trans>Als Gast mit einem Code per E-Mail</Trans>
        </Link>
      </li>
    </ul>
  );
}
