import { useLingui } from '@lingui/react/macro';
import { roleNames } from '../../administration/components/role-words.ts';
import { ruleWords } from '../../administration/components/rule-words.ts';
import { useRuleText } from '../../administration/components/use-rule-text.ts';
import type { AuditEntry } from '../api/audit.ts';

type Data = Readonly<Record<string, unknown>>;

/** What an entry is about, in words as far as it says; '' where it says nothing. */
export function useAbout({ data, subjectName, actorKind, name }: AuditEntry): string {
  const { t } = useLingui();
  const ruleText = useRuleText();
  const said: Data = typeof data === 'object' && data !== null ? (data as Data) : {};
  // Whoever does something to themselves need not be named twice.
  const whom = subjectName === name && actorKind === 'person' ? null : subjectName;
  const what =
    ruleIn(said) ?? roleIn(said) ?? nameIn(said, whom === null ? ['name', 'label', 'login', 'key'] : ['label']);
  return [whom, what].filter(Boolean).join(' · ');

  function ruleIn({ rule, value, before }: Data): string | null {
    if (typeof rule !== 'string') return null;
    const title = ruleWords[rule] === undefined ? rule : t(ruleWords[rule].title);
    const words = (one: unknown) =>
      typeof one === 'string' || typeof one === 'number' ? ruleText(rule, one) : t`Vorgabe`;
    return t`${title}: ${words(value)} (vorher ${words(before)})`;
  }

  function roleIn({ role }: Data): string | null {
    const names: Readonly<Record<string, (typeof roleNames)[keyof typeof roleNames]>> = roleNames;
    return typeof role === 'string' && names[role] !== undefined ? t(names[role]) : null;
  }
}

/** As far as it says a name. */
function nameIn(data: Data, keys: readonly string[]): string | null {
  for (const key of keys) {
    const value = data[key];
    if (typeof value === 'string' && value !== '') return value;
  }
  return null;
}
