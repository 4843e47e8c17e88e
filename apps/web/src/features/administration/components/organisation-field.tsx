import { useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { ChevronDown } from 'lucide-react';
import { useMemo, useState } from 'react';
import { Button } from 'react-aria-components/Button';
import { ComboBox } from 'react-aria-components/ComboBox';
import { Input } from 'react-aria-components/Input';
import { Label } from 'react-aria-components/Label';
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox';
import { Popover } from 'react-aria-components/Popover';
import { organisationsQuery, type Organisation } from '../api/organisations.ts';
import { fold } from '../domain/fold.ts';
import { fitsSearch, organisationTree, pathOf } from '../domain/organisation-tree.ts';
import '../../../ui/field.css';
import '../../../ui/menu.css';

interface OrganisationFieldProps {
  readonly label: string;
  readonly hideLabel?: boolean;
  /** Text for "none"; its value is ''. */
  readonly none?: string;
  readonly value: string;
  readonly onChange: (key: string) => void;
  /** Only those that the signed-in person administers. */
  readonly administeredOnly?: boolean;
}

interface Option {
  readonly id: string;
  readonly name: string;
  readonly where: string;
}

const most = 60;
const nothing = '\u0000';

/** One organisation of many, found by typing. */
export function OrganisationField(props: OrganisationFieldProps) {
  const { label, hideLabel = false, none, value, onChange, administeredOnly = false } = props;
  const { t } = useLingui();
  const { data } = useQuery(organisationsQuery);
  /** null: not typing, the chosen name is shown. */
  const [typed, setTyped] = useState<string | null>(null);
  const tree = useMemo(() => organisationTree(data ?? []), [data]);
  const chosen = value === '' ? none : tree.byKey.get(value)?.name;
  const options = useMemo(() => {
    const folded = fold((typed ?? '').trim());
    const possible = [...tree.byKey.values()].filter((one) => !administeredOnly || one.administered);
    const fitting = folded === '' ? possible : bestFirst(possible, folded);
    const list: Option[] = fitting.slice(0, most).map(({ key, name }) => ({
      id: key,
      name,
      where: pathOf(tree, key)
        .slice(1, -1)
        .map((above) => above.shortName ?? above.name)
        .join(' › '),
    }));
    return none === undefined || folded !== '' ? list : [{ id: nothing, name: none, where: '' }, ...list];
  }, [tree, typed, none, administeredOnly]);

  return (
    <ComboBox
      className="ui-field"
      items={options}
      inputValue={typed ?? chosen ?? ''}
      onInputChange={setTyped}
      value={value === '' ? nothing : value}
      onChange={(key) => {
        setTyped(null);
        const next = key === nothing ? '' : key;
        if (typeof next === 'string' && next !== value) onChange(next);
      }}
      onBlur={() => setTyped(null)}
      onFocus={(event) => event.target instanceof HTMLInputElement && event.target.select()}
      allowsEmptyCollection
      menuTrigger="input"
    >
      <Label className={hideLabel ? 'visually-hidden' : 'ui-label'}>{label}</Label>
      <div className="ui-input-group">
        <Input className="ui-input" />
        <Button className="ui-icon-button">
          <ChevronDown aria-hidden />
        </Button>
      </div>
      <Popover className="ui-popover ui-popover-fit" offset={6}>
        <ListBox<Option>
          className="ui-menu"
          renderEmptyState={() => <p className="ui-menu-header muted">{t`Keine Organisation gefunden.`}</p>}
        >
          {({ id, name, where }) => (
            <ListBoxItem className="ui-menu-item" id={id} textValue={name}>
              <span className="ui-menu-label">
                {name}
                {where !== '' && <small>{where}</small>}
              </span>
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </ComboBox>
  );
}

/** Whose name or short name begins so comes first. */
function bestFirst(organisations: readonly Organisation[], folded: string): Organisation[] {
  const begins = ({ name, shortName, key }: Organisation) =>
    [name, shortName ?? '', key].some((text) => fold(text).startsWith(folded)) ? 0 : 1;
  return organisations.filter((one) => fitsSearch(one, folded)).toSorted((a, b) => begins(a) - begins(b));
}
