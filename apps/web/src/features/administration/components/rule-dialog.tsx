import { Trans, useLingui } from '@lingui/react/macro';
import { useState, type SubmitEvent } from 'react';
import { Label } from 'react-aria-components/Label';
import { Radio, RadioGroup } from 'react-aria-components/RadioGroup';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { showToast } from '../../../ui/toast-store.ts';
import { useErrorText } from '../../../ui/use-error-text.ts';
import type { OrganisationDetails } from '../api/organisations.ts';
import { useSetRule, type Rule, type RuleValue } from '../api/rules.ts';
import { ruleScales } from '../domain/rule-scales.ts';
import { AdministrationError, administrationMessages } from './administration-error.tsx';
import { ruleWords } from './rule-words.ts';
import { useRuleText } from './use-rule-text.ts';
import '../../../ui/toggles.css';

interface RuleDialogProps {
  readonly organisation: OrganisationDetails;
  readonly rule: Rule | null;
  readonly onClose: () => void;
}

/** Sets one rule for an organisation and everything below it. */
export function RuleDialog({ organisation, rule, onClose }: RuleDialogProps) {
  const { t } = useLingui();
  const words = rule === null ? undefined : ruleWords[rule.rule];
  return (
    <Dialog
      title={words === undefined ? (rule?.rule ?? '') : t(words.title)}
      isOpen={rule !== null}
      onOpenChange={(open) => !open && onClose()}
    >
      {rule !== null && <RuleForm organisation={organisation} rule={rule} onClose={onClose} />}
    </Dialog>
  );
}

function RuleForm({ organisation, rule, onClose }: RuleDialogProps & { readonly rule: Rule }) {
  const { t } = useLingui();
  const ruleText = useRuleText();
  const set = useSetRule(organisation.key);
  const errorText = useErrorText();
  const [value, setValue] = useState<RuleValue>(rule.own ?? rule.value);
  const words = ruleWords[rule.rule];
  const days = Array.isArray(rule.allowed) ? null : (rule.allowed as { min: number; max: number });
  const wrong = days !== null && !(Number(value) >= days.min && Number(value) <= days.max);

  function save(next: RuleValue | null) {
    set.mutate(
      { rule: rule.rule, value: next },
      {
        onSuccess: () => {
          onClose();
          const before = rule.own;
          showToast({
            title: next === null ? t`Es gilt wieder die Vorgabe.` : t`Die Regel ist festgelegt.`,
            action: { label: t`Rückgängig`, onAction: () => void takeBack(before) },
          });
        },
      },
    );
  }

  /** This form is gone by then. */
  async function takeBack(before: RuleValue | null) {
    try {
      await set.mutateAsync({ rule: rule.rule, value: before });
      showToast({ title: t`Es gilt wieder, was vorher galt.` });
    } catch (failure) {
      showToast({ tone: 'danger', title: errorText(failure, administrationMessages).title });
    }
  }

  function submit(event: SubmitEvent) {
    event.preventDefault();
    if (!wrong) save(value);
  }

  return (
    <form onSubmit={submit}>
      <p className="muted">
        {words !== undefined && t(words.text)} <Trans>Die Regel gilt für {organisation.name} und alles darunter.</Trans>
      </p>
      {days === null ? (
        <Choices
          rule={rule}
          label={words === undefined ? rule.rule : t(words.title)}
          value={String(value)}
          onChange={setValue}
        />
      ) : (
        <TextField
          label={t`Tage`}
          autoFocus
          inputMode="numeric"
          value={String(value)}
          onChange={(text) => setValue(Number(text.replaceAll(/\D/g, '').slice(0, 5)))}
          description={t`${days.min} bis ${days.max}`}
          errorMessage={wrong ? t`Möglich sind ${days.min} bis ${days.max} Tage.` : undefined}
        />
      )}
      <p className="muted">
        <Trans>Ohne eigene Festlegung gilt: {ruleText(rule.rule, rule.inherited)}</Trans>
      </p>
      <AdministrationError error={set.error} />
      <div className="row dialog-buttons">
        {rule.own !== null && (
          <Button variant="quiet" isDisabled={set.isPending} onPress={() => save(null)}>
            <Trans>Vorgabe übernehmen</Trans>
          </Button>
        )}
        <Button variant="quiet" isDisabled={set.isPending} onPress={onClose}>
          <Trans>Abbrechen</Trans>
        </Button>
        <Button type="submit" variant="primary" isPending={set.isPending} isDisabled={wrong}>
          <Trans>Festlegen</Trans>
        </Button>
      </div>
    </form>
  );
}

interface ChoicesProps {
  readonly rule: Rule;
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** Every value; what would be looser than further up cannot be chosen and says why. */
function Choices({ rule, label, value, onChange }: ChoicesProps) {
  const ruleText = useRuleText();
  const allowed = Array.isArray(rule.allowed) ? (rule.allowed as readonly string[]) : [];
  return (
    <RadioGroup className="ui-field" value={value} onChange={onChange}>
      <Label className="visually-hidden">{label}</Label>
      <div className="rule-choices">
        {(ruleScales[rule.rule] ?? allowed).map((option) => {
          const possible = allowed.includes(option);
          return (
            <Radio key={option} className="ui-radio" value={option} isDisabled={!possible}>
              <span className="ui-radio-dot" />
              <span className="rule-choice">
                {ruleText(rule.rule, option)}
                {!possible && (
                  <small>
                    <Trans>Lockerer, als weiter oben festgelegt ist</Trans>
                  </small>
                )}
              </span>
            </Radio>
          );
        })}
      </div>
    </RadioGroup>
  );
}
