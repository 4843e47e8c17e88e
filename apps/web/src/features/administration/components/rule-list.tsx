import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Pencil } from 'lucide-react';
import { useState } from 'react';
import { formatDate } from '../../../i18n/format.ts';
import { useAccess } from '../../../session/me.ts';
import { Button } from '../../../ui/button.tsx';
import { ErrorBanner } from '../../../ui/error-banner.tsx';
import type { OrganisationDetails } from '../api/organisations.ts';
import { rulesQuery, type Rule } from '../api/rules.ts';
import { PanelSkeleton } from './panel-skeleton.tsx';
import { RuleDialog } from './rule-dialog.tsx';
import { ruleOrder, ruleWords } from './rule-words.ts';
import { useRuleText } from './use-rule-text.ts';

/** What holds for an organisation, where it comes from, and what can be changed here. */
export function RuleList({ organisation }: { readonly organisation: OrganisationDetails }) {
  const { t } = useLingui();
  const { data, error, refetch } = useQuery(rulesQuery(organisation.key));
  const ruleText = useRuleText();
  const { auditor } = useAccess();
  const [editing, setEditing] = useState<Rule | null>(null);
  if (error !== null) return <ErrorBanner error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <PanelSkeleton />;
  const place = ({ rule }: Rule) => (ruleOrder.includes(rule) ? ruleOrder.indexOf(rule) : ruleOrder.length);
  return (
    <>
      <p className="muted rule-intro">
        <Trans>Was weiter oben gilt, lässt sich hier strenger fassen, aber nicht lockern.</Trans>
        {auditor && (
          <Link
            to="/administration/audit"
            search={{ type: 'directory.rule_', subject: `organisation:${organisation.id}`, name: organisation.name }}
          >
            <Trans>Frühere Änderungen</Trans>
          </Link>
        )}
      </p>
      <ul className="rules">
        {data
          .toSorted((a, b) => place(a) - place(b))
          .map((rule) => {
            const words = ruleWords[rule.rule];
            const title = words === undefined ? rule.rule : t(words.title);
            return (
              <li key={rule.rule} className="rule">
                <div className="rule-text">
                  <h3>{title}</h3>
                  {words !== undefined && <p className="muted">{t(words.text)}</p>}
                </div>
                <div className="rule-value">
                  <strong>{ruleText(rule.rule, rule.value)}</strong>
                  <RuleOrigin rule={rule} organisationKey={organisation.key} />
                </div>
                {organisation.administered && (
                  <Button
                    size="small"
                    variant="quiet"
                    icon={Pencil}
                    aria-label={t`${title} ändern`}
                    onPress={() => setEditing(rule)}
                  >
                    <Trans>Ändern</Trans>
                  </Button>
                )}
              </li>
            );
          })}
      </ul>
      <RuleDialog organisation={organisation} rule={editing} onClose={() => setEditing(null)} />
    </>
  );
}

function RuleOrigin({ rule, organisationKey }: { readonly rule: Rule; readonly organisationKey: string }) {
  const { from, own, value } = rule;
  if (from === null) {
    return (
      <span className="muted">
        <Trans>Voreinstellung</Trans>
      </span>
    );
  }
  if (from.key === organisationKey) {
    return (
      <>
        <span className="tag tag-action">
          <Trans>hier festgelegt</Trans>
        </span>
        <RuleChange rule={rule} />
      </>
    );
  }
  return (
    <>
      <span className="muted">
        <Trans>
          aus{' '}
          <Link to="/administration/organisations/$key" params={{ key: from.key }} search={{ part: 'rules' }}>
            {from.name}
          </Link>
        </Trans>
        {own !== null && own !== value && (
          <>
            {' '}
            <Trans>(strenger als hier festgelegt)</Trans>
          </>
        )}
      </span>
      <RuleChange rule={rule} />
    </>
  );
}

/** When who set it, and for who audits the way to what was there before. */
function RuleChange({ rule }: { readonly rule: Rule }) {
  const { changedAt, changedBy } = rule;
  if (changedAt === null) return null;
  const day = formatDate(changedAt);
  return (
    <span className="muted">
      {changedBy === null ? (
        <Trans>am {day}</Trans>
      ) : (
        <Trans>
          von {changedBy}, {day}
        </Trans>
      )}
    </span>
  );
}
