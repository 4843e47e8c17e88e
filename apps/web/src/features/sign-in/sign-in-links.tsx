import { Trans } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';

/** Other ways in than a password. */
export function SignInLinks() {
  return (
    <ul className="sign-in-links">
      <li>
        <Link to="/login/reset">
          <Trans>Passwort vergessen?</Trans>
        </Link>
      </li>
      <li>
        <Link to="/login/code">
          <Trans>Als Gast mit einem Code per E-Mail</Trans>
        </Link>
      </li>
    </ul>
  );
}
