import { Trans, useLingui } from '@lingui/react/macro';
import { FilterX } from 'lucide-react';
import { Button } from '../../../ui/button.tsx';
import { SearchField } from '../../../ui/search-field.tsx';
import { Select } from '../../../ui/select.tsx';
import type { PeopleView } from '../api/use-people-entries.ts';
import { organisationRoles } from '../api/roles.ts';
import { OrganisationField } from './organisation-field.tsx';
import { roleNames } from './role-words.ts';

interface PeopleFiltersProps {
  readonly view: PeopleView;
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly onChange: (change: Partial<PeopleView>) => void;
}

/** Narrows the list of people. */
export function PeopleFilters({ view, text, onText, onChange }: PeopleFiltersProps) {
  const { t } = useLingui();
  const narrowed = text !== '' || view.organisation !== '' || view.role !== '' || view.state !== 'all';
  return (
    <div className="list-bar people-filters">
      <SearchField label={t`Personen suchen`} value={text} onChange={onText} />
      <OrganisationField
        label={t`Organisation und alles darunter`}
        hideLabel
        none={t`Alle Organisationen`}
        value={view.organisation}
        onChange={(organisation) => onChange({ organisation })}
      />
      <Select<PeopleView['state']>
        label={t`Zustand`}
        hideLabel
        options={[
          { id: 'all', label: t`Alle Zustände` },
          { id: 'active', label: t`Aktiv` },
          { id: 'disabled', label: t`Gesperrt` },
          { id: 'left', label: t`Ausgeschieden` },
        ]}
        value={view.state}
        onChange={(state) => onChange({ state })}
      />
      <Select<string>
        label={t`Rolle`}
        hideLabel
        options={[
          { id: '', label: t`Alle Rollen` },
          { id: 'platform-administrator', label: t`Plattform` },
          ...organisationRoles.map((role) => ({ id: role, label: t(roleNames[role]) })),
          { id: 'guest', label: t`Gast` },
        ]}
        value={view.role}
        onChange={(role) => onChange({ role })}
      />
      {narrowed && (
        <Button
          variant="quiet"
          icon={FilterX}
          onPress={() => {
            onText('');
            onChange({ organisation: '', role: '', state: 'all' });
          }}
        >
          <Trans>Alle zeigen</Trans>
        </Button>
      )}
    </div>
  );
}
