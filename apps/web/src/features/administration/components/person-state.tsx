import { Trans } from '@lingui/react/macro';
import type { Person } from '../api/people.ts';

/** What is special about a person, if anything. */
export function PersonState({ person }: { readonly person: Person }) {
  if (person.erased === true) {
    return (
      <span className="tag tag-danger">
        <Trans>Gelöscht</Trans>
      </span>
    );
  }
  if (typeof person.leftAt === 'number') {
    return (
      <span className="tag">
        <Trans>Ausgeschieden</Trans>
      </span>
    );
  }
  if (person.disabled === true) {
    return (
      <span className="tag tag-danger">
        <Trans>Gesperrt</Trans>
      </span>
    );
  }
  return person.kind === 'guest' || person.role === 'guest' ? (
    <span className="tag">
      <Trans>Gast</Trans>
    </span>
  ) : null;
}
