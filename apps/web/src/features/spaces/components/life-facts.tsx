import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { formatDate } from '../../../i18n/format.ts';
import { Banner } from '../../../ui/banner.tsx';
import { ErrorBanner } from '../../../ui/error-banner.tsx';
import { Select } from '../../../ui/select.tsx';
import { nodeLifeQuery, useSetRetention, type NodeLife } from '../api/retention.ts';
import { spaceErrors } from '../space-words.ts';
import '../spaces.css';

const inherited = 'inherited';

/** In the details: how long a file or folder is kept, and where its managers choose that. */
export function LifeFacts({ node }: { readonly node: { readonly id: number; readonly kind: 'file' | 'folder' } }) {
  const { t } = useLingui();
  const { data } = useQuery(nodeLifeQuery(node.id));
  const set = useSetRetention(node.id);
  if (data === undefined) return null;
  const { retention, held, choices } = data;
  const mayChoose = choices !== null && (choices.length > 0 || retention?.own === true);
  if (retention === null && held === null && !mayChoose) return null;
  const ended = retention?.own === true && !choices?.some(({ id }) => id === retention.classId);
  return (
    <div className="life-facts">
      {held !== null && (
        <Banner isQuiet title={t`Muss aufbewahrt werden`}>
          <Trans>
            Seit {formatDate(held.since)} auf Anordnung der Organisation: Es lässt sich nicht löschen, und frühere
            Versionen bleiben.
          </Trans>
        </Banner>
      )}
      {retention !== null && <RetentionText retention={retention} isFile={node.kind === 'file'} />}
      {mayChoose && (
        <Select
          label={t`Aufbewahrung`}
          options={[
            { id: inherited, label: t`Keine eigene Frist` },
            ...(ended ? [{ id: String(retention.classId), label: retention.name }] : []),
            ...choices.map(({ id, name }) => ({ id: String(id), label: name })),
          ]}
          value={retention?.own === true ? String(retention.classId) : inherited}
          onChange={(id) => set.mutate(id === inherited ? null : Number(id))}
        />
      )}
      {set.error !== null && <ErrorBanner error={set.error} own={spaceErrors} />}
    </div>
  );
}

function RetentionText({
  retention,
  isFile,
}: {
  readonly retention: NonNullable<NodeLife['retention']>;
  readonly isFile: boolean;
}) {
  const { t } = useLingui();
  const { name, own, from, action, dueAt, deleteAt } = retention;
  const rows: readonly (readonly [string, React.ReactNode])[] = [
    [t`Frist`, name],
    ...(own
      ? []
      : [
          [
            t`Festgelegt auf`,
            <Link key="from" to="/files/$nodeId" params={{ nodeId: String(from.id) }}>
              {from.name}
            </Link>,
          ] as const,
        ]),
    ...(isFile && dueAt !== null ? [[t`Läuft ab`, formatDate(dueAt)] as const] : []),
    ...(deleteAt === null ? [] : [[t`Wird gelöscht`, formatDate(deleteAt)] as const]),
    ...(deleteAt === null
      ? [[t`Danach`, action === 'delete' ? t`Wird nach Ankündigung gelöscht` : t`Werden Verwaltende erinnert`] as const]
      : []),
  ];
  return (
    <dl className="details-list">
      {rows.map(([title, text]) => (
        <div key={title}>
          <dt>{title}</dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  );
}
