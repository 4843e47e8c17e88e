import { Plural, Trans, useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import type { Item } from '../api/sources.ts';
import { fieldWords, problemWords } from '../words.ts';

const fields = [
  'login',
  'name',
  'email',
  'organisation',
  'jobTitle',
  'phone',
  'place',
  'addresses',
  'manager',
] as const;

type Values = NonNullable<Item['before']>;

/** What one entry of a difference says, readable. */
export function ItemDetail({ item }: { readonly item: Item }) {
  const { t } = useLingui();
  const after = item.after ?? {};
  switch (item.kind) {
    case 'problem': {
      const words = problemWords[after.problem ?? ''];
      const field = fieldWords[after.field ?? ''];
      return (
        <span>
          {words === undefined ? after.problem : t(words)}{' '}
          {after.value !== undefined && after.value !== '' && (
            <span className="muted">
              {field !== undefined && `${t(field)}: `}
              <code>{after.value}</code>
            </span>
          )}
        </span>
      );
    }
    case 'leaving':
      return after.reason === 'disabled' ? (
        <Trans>In der Quelle gesperrt: kann sich nicht mehr anmelden</Trans>
      ) : (
        <Trans>Steht nicht mehr in der Quelle</Trans>
      );
    case 'group-removed':
      return <Trans>Steht nicht mehr in der Quelle</Trans>;
    case 'group-added':
    case 'group-changed':
      return <GroupDetail item={item} />;
    case 'added':
      return <FieldList>{fields.map((field) => fieldLine(field, undefined, after))}</FieldList>;
    default:
      return <FieldList>{fields.map((field) => fieldLine(field, item.before ?? {}, after))}</FieldList>;
  }
}

function GroupDetail({ item }: { readonly item: Item }) {
  const { add = [], remove = [], name } = item.after ?? {};
  const before = item.before?.name;
  return (
    <FieldList>
      {before !== undefined && name !== undefined && (
        <Change key="name" label={fieldWords['name']} from={before} to={name} />
      )}
      {add.length > 0 && (
        <li key="add">
          <Plural value={add.length} one="# Person kommt hinzu" other="# Personen kommen hinzu" />
        </li>
      )}
      {remove.length > 0 && (
        <li key="remove">
          <Plural value={remove.length} one="# Person fällt weg" other="# Personen fallen weg" />
        </li>
      )}
    </FieldList>
  );
}

function FieldList({ children }: { readonly children: ReactNode }) {
  return <ul className="item-fields">{children}</ul>;
}

function fieldLine(field: (typeof fields)[number], before: Values | undefined, after: Values): ReactNode {
  const to = after[field];
  if (to === undefined) return null;
  const value = shown(to);
  // of somebody new the name stands beside it already, and what is empty needs no line
  if (before === undefined && (field === 'name' || value === '')) return null;
  return (
    <Change
      key={field}
      label={fieldWords[field]}
      {...(before === undefined ? {} : { from: shown(before[field]) })}
      to={value}
    />
  );
}

interface ChangeProps {
  readonly label: (typeof fieldWords)[string] | undefined;
  /** Absent: there was nobody before. */
  readonly from?: string;
  readonly to: string;
}

function Change({ label, from, to }: ChangeProps) {
  const { t } = useLingui();
  const name = label === undefined ? '' : t(label);
  const empty = t`leer`;
  return (
    <li>
      <span className="muted">{name}:</span>{' '}
      {from !== undefined && (
        <>
          <del>
            <span className="visually-hidden">{t`vorher`} </span>
            {from === '' ? <i>{empty}</i> : from}
          </del>{' '}
          <span aria-hidden>→</span>{' '}
        </>
      )}
      <span className={from === undefined ? undefined : 'item-new'}>
        {from !== undefined && <span className="visually-hidden">{t`nachher`} </span>}
        {to === '' ? <i>{empty}</i> : to}
      </span>
    </li>
  );
}

function shown(value: Values[keyof Values]): string {
  if (value === undefined || value === null) return '';
  return Array.isArray(value) ? value.join(', ') : String(value);
}
