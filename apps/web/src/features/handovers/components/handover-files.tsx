import { plural } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import { FileQuestion } from 'lucide-react';
import { formatBytes, formatDateTime } from '../../../i18n/format.ts';
import { DataTable } from '../../administration/components/data-table.tsx';
import type { HandoverFile } from '../api/handovers.ts';
import { PartyName } from './party-name.tsx';

/** What was handed over, with its checksums and who has it. */
export function HandoverFiles({ files }: { readonly files: readonly HandoverFile[] }) {
  const { t } = useLingui();
  return (
    <DataTable
      label={t`Dateien`}
      rows={files}
      keyOf={({ nodeId }) => nodeId}
      emptyIcon={FileQuestion}
      emptyTitle={t`Noch keine Dateien.`}
      columns={[
        { id: 'path', title: t`Datei`, cell: (file) => <FileCell file={file} /> },
        { id: 'size', title: t`Größe`, kind: 'number', wideOnly: true, cell: ({ size }) => formatBytes(size) },
        { id: 'fetched', title: t`Abgerufen`, wideOnly: true, cell: (file) => <Fetches file={file} /> },
      ]}
    />
  );
}

function FileCell({ file }: { readonly file: HandoverFile }) {
  return (
    <div className="handover-file">
      <strong>{file.path}</strong>
      <Checksum file={file} />
      <span className="cell-phone">
        {formatBytes(file.size)} · <Fetches file={file} />
      </span>
    </div>
  );
}

function Checksum({ file: { sha256, gone } }: { readonly file: HandoverFile }) {
  if (gone) {
    return (
      <small className="muted">
        <Trans>Gelöscht, bevor eine Prüfsumme berechnet war.</Trans>
      </small>
    );
  }
  if (sha256 === null) {
    return (
      <small className="muted">
        <Trans>Prüfsumme wird berechnet …</Trans>
      </small>
    );
  }
  return (
    <small className="muted">
      SHA-256 <code className="handover-sum">{sha256}</code>
    </small>
  );
}

function Fetches({ file: { fetches } }: { readonly file: HandoverFile }) {
  const { t } = useLingui();
  if (fetches.length === 0) {
    return (
      <span className="muted">
        <Trans>noch nicht</Trans>
      </span>
    );
  }
  return (
    <ul className="handover-fetches">
      {fetches.map(({ who, begunAt, completedAt, times }) => (
        <li key={`${who.login ?? who.name} ${begunAt}`}>
          <PartyName party={who} />{' '}
          <small className="muted">
            {formatDateTime(completedAt ?? begunAt)}
            {completedAt === null && <Trans>, abgebrochen</Trans>}
            {times > 1 && `, ${t`${plural(times, { one: '#-mal', other: '#-mal' })}`}`}
          </small>
        </li>
      ))}
    </ul>
  );
}
