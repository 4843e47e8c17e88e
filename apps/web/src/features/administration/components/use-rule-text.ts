import { plural } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import type { RuleValue } from '../api/rules.ts';
import { ruleWords } from './rule-words.ts';

/** A rule's value in words; what this version does not know is shown as it is. */
export function useRuleText(): (rule: string, value: RuleValue) => string {
  const { t } = useLingui();
  return (rule, value) => {
    if (typeof value === 'number') return t`${plural(value, { one: '# Tag', other: '# Tage' })}`;
    const words = ruleWords[rule]?.values?.[value];
    return words === undefined ? value : t(words);
  };
}
