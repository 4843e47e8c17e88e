import { Trans, useLingui } from '@lingui/react/macro';
import { useMutation, useQuery } from '@tanstack/react-query';
import {
  BadgeCheck,
  Database,
  HardDrive,
  ListChecks,
  RefreshCw,
  ScrollText,
  ShieldCheck,
  Server,
  type LucideIcon,
} from 'lucide-react';
import type { ReactNode } from 'react';
import type { Answer } from '../../../api/answer.ts';
import { api } from '../../../api/api.ts';
import { formatBytes, formatDate, formatNumber, formatRelative } from '../../../i18n/format.ts';
import { Button } from '../../../ui/button.tsx';
import { ErrorBanner } from '../../../ui/error-banner.tsx';
import { Meter } from '../../../ui/meter.tsx';
import { showToast } from '../../../ui/toast-store.ts';
import { useErrorText } from '../../../ui/use-error-text.ts';
import { FactList } from '../components/fact-list.tsx';
import { PanelSkeleton } from '../components/panel-skeleton.tsx';
import { SectionPage } from '../components/section-page.tsx';

type Health = Answer<'/health'>;

const soon = 30 * 86_400_000;

/** How the system is: what it stands on, and what waits. */
export function HealthPage() {
  const { t } = useLingui();
  const { data, error, refetch, isFetching } = useQuery({
    queryKey: ['health'],
    refetchInterval: 10_000,
    queryFn: ({ signal }) => api.get<Health>('/health', { signal }),
  });
  return (
    <SectionPage
      title={t`Systemzustand`}
      text={<Trans>Worauf das System steht, und was wartet. Aktualisiert sich von selbst.</Trans>}
      actions={
        <Button icon={RefreshCw} isPending={isFetching} onPress={() => void refetch()}>
          <Trans>Aktualisieren</Trans>
        </Button>
      }
    >
      {error !== null && <ErrorBanner error={error} onRetry={() => void refetch()} />}
      {data === undefined ? error === null && <PanelSkeleton /> : <Cards health={data} />}
    </SectionPage>
  );
}

function Cards({ health }: { readonly health: Health }) {
  const { t } = useLingui();
  const { version, startedAt, database, blobs, jobs } = health;
  const { totalBytes, freeBytes } = blobs;
  const used = totalBytes === null || freeBytes === null ? null : totalBytes - freeBytes;
  const full = used !== null && totalBytes !== null && used / totalBytes > 0.9;
  return (
    <div className="card-grid">
      <Card icon={Server} title={t`Server`} state="good" word={t`läuft`}>
        <FactList
          facts={[
            { id: 'version', term: t`Version`, value: version },
            { id: 'started', term: t`Gestartet`, value: formatRelative(startedAt) },
          ]}
        />
      </Card>
      <Card icon={Database} title={t`Datenbank`} state="good" word={t`erreichbar`}>
        <FactList
          facts={[
            { id: 'version', term: 'PostgreSQL', value: database.version },
            { id: 'size', term: t`Größe`, value: formatBytes(database.bytes) },
            {
              id: 'free',
              term: t`Frei daneben`,
              value: database.freeBytes === null ? null : formatBytes(database.freeBytes),
            },
          ]}
        />
      </Card>
      <Card
        icon={HardDrive}
        title={t`Dateispeicher`}
        state={full ? 'bad' : 'good'}
        word={full ? t`fast voll` : t`in Ordnung`}
      >
        {used === null || totalBytes === null || freeBytes === null ? (
          <p className="muted">
            <Trans>Kein Ordner auf diesem Rechner.</Trans>
          </p>
        ) : (
          <Meter
            label={t`Belegt`}
            value={used}
            max={totalBytes}
            valueText={t`${formatBytes(freeBytes)} frei von ${formatBytes(totalBytes)}`}
          />
        )}
      </Card>
      <Card
        icon={ListChecks}
        title={t`Aufgaben`}
        state={jobs.failed > 0 ? 'bad' : 'good'}
        word={jobs.failed > 0 ? t`gescheiterte` : t`in Ordnung`}
      >
        <FactList
          facts={[
            { id: 'waiting', term: t`Warten`, value: formatNumber(jobs.waiting) },
            { id: 'later', term: t`Für später`, value: formatNumber(jobs.later) },
            { id: 'retried', term: t`Neuer Versuch`, value: formatNumber(jobs.retried) },
            { id: 'failed', term: t`Gescheitert`, value: formatNumber(jobs.failed) },
          ]}
        />
      </Card>
      <AuditCard audit={health.audit} />
      <ScannerCard scanner={health.scanner} />
      <CertificateCard certificate={health.certificate} />
    </div>
  );
}

const lately = 2 * 86_400_000;

/** Whether the log is what it was, and since when that is known. */
function AuditCard({ audit }: { readonly audit: Health['audit'] }) {
  const { t } = useLingui();
  const errorText = useErrorText();
  const verify = useMutation({ mutationFn: () => api.post('/audit/verify') });
  const isOld = audit !== null && Date.now() - audit.verifiedAt > lately;
  const isBad = audit !== null && (audit.faults > 0 || isOld);
  const word =
    audit === null ? t`noch nicht geprüft` : audit.faults > 0 ? t`beschädigt` : isOld ? t`lange her` : t`unverändert`;
  return (
    <Card icon={ScrollText} title={t`Protokoll`} state={audit === null ? 'none' : isBad ? 'bad' : 'good'} word={word}>
      {audit === null ? (
        <p className="muted">
          <Trans>Geprüft wird jede Nacht, ob etwas geändert oder entfernt wurde.</Trans>
        </p>
      ) : (
        <FactList
          facts={[
            { id: 'when', term: t`Zuletzt geprüft`, value: formatRelative(audit.verifiedAt) },
            { id: 'entries', term: t`Einträge`, value: formatNumber(audit.entries) },
            { id: 'faults', term: t`Beschädigte Stellen`, value: formatNumber(audit.faults) },
          ]}
        />
      )}
      <div>
        <Button
          size="small"
          isPending={verify.isPending}
          onPress={() =>
            verify.mutate(undefined, {
              onSuccess: () => showToast({ title: t`Das Protokoll wird geprüft. Das Ergebnis steht dann hier.` }),
              onError: (failure) => showToast({ tone: 'danger', title: errorText(failure).title }),
            })
          }
        >
          <Trans>Jetzt prüfen</Trans>
        </Button>
      </div>
    </Card>
  );
}

const stale = 7 * 86_400_000;

/** Whether uploads can be scanned, and what to do where not. */
function ScannerCard({ scanner }: { readonly scanner: Health['scanner'] }) {
  const { t } = useLingui();
  const { trouble, version, signaturesAt, maxBytes } = scanner;
  const isOld = signaturesAt !== null && Date.now() - signaturesAt > stale;
  if (trouble !== null) {
    const says = {
      'not-configured': t`Es ist keiner eingestellt. Was laut Regel geprüft werden muss, wartet.`,
      away: t`Er antwortet nicht. Hochgeladenes wartet und wird geprüft, sobald er wieder da ist.`,
      'no-signatures': t`Er erkennt die EICAR-Testdatei nicht: Ihm fehlen die Signaturen. Bis dahin wartet Hochgeladenes.`,
      'silent-limits': t`Er verschweigt, wo er zu prüfen aufhört. In clamd.conf fehlt „AlertExceedsMax yes“. Bis dahin wartet Hochgeladenes.`,
    }[trouble];
    const none = trouble === 'not-configured';
    return (
      <Card
        icon={ShieldCheck}
        title={t`Virenscanner`}
        state={none ? 'none' : 'bad'}
        word={none ? t`nicht eingestellt` : t`prüft nicht`}
      >
        <p className="muted">{says}</p>
      </Card>
    );
  }
  return (
    <Card
      icon={ShieldCheck}
      title={t`Virenscanner`}
      state={isOld ? 'bad' : 'good'}
      word={isOld ? t`Signaturen veraltet` : t`prüft`}
    >
      <FactList
        facts={[
          { id: 'version', term: t`Version`, value: version },
          {
            id: 'signatures',
            term: t`Signaturen`,
            value: signaturesAt === null ? null : formatRelative(signaturesAt),
          },
          { id: 'most', term: t`Prüft Dateien bis`, value: maxBytes === null ? null : formatBytes(maxBytes) },
        ]}
      />
    </Card>
  );
}

function CertificateCard({ certificate }: { readonly certificate: Health['certificate'] }) {
  const { t } = useLingui();
  if (certificate === null) {
    return (
      <Card icon={BadgeCheck} title={t`Zertifikat`} state="none" word={t`nicht nötig`}>
        <p className="muted">
          <Trans>Die öffentliche Adresse ist nicht mit https eingestellt.</Trans>
        </p>
      </Card>
    );
  }
  const { host, validUntil } = certificate;
  const ends = validUntil !== null && validUntil - Date.now() < soon;
  const bad = validUntil === null || ends;
  return (
    <Card
      icon={BadgeCheck}
      title={t`Zertifikat`}
      state={bad ? 'bad' : 'good'}
      word={validUntil === null ? t`nicht lesbar` : ends ? t`läuft bald ab` : t`gültig`}
    >
      <FactList
        facts={[
          { id: 'host', term: t`Adresse`, value: host },
          { id: 'until', term: t`Gültig bis`, value: validUntil === null ? null : formatDate(validUntil) },
        ]}
      />
    </Card>
  );
}

interface CardProps {
  readonly icon: LucideIcon;
  readonly title: string;
  readonly state: 'good' | 'bad' | 'none';
  readonly word: string;
  readonly children: ReactNode;
}

function Card({ icon: Icon, title, state, word, children }: CardProps) {
  const tone = { good: 'tag tag-success', bad: 'tag tag-danger', none: 'tag' }[state];
  return (
    <section className="card stack health-card">
      <header className="row row-spread">
        <h2 className="row">
          <Icon aria-hidden />
          {title}
        </h2>
        <span className={tone}>{word}</span>
      </header>
      {children}
    </section>
  );
}
