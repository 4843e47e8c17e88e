import { useLingui } from '@lingui/react/macro';
import { Check, Copy } from 'lucide-react';
import { useState } from 'react';
import { IconButton } from './icon-button.tsx';
import './copy-field.css';

/** A text to take elsewhere, with a button that copies it. */
export function CopyField({ label, value }: { readonly label: string; readonly value: string }) {
  const { t } = useLingui();
  const [copied, setCopied] = useState(false);

  async function copy() {
    try {
      await navigator.clipboard.writeText(value);
      setCopied(true);
      setTimeout(() => setCopied(false), 2500);
    } catch {
      // Without https there is no clipboard: the text can be selected.
    }
  }

  return (
    <div className="ui-copy">
      <span className="ui-copy-label">{label}</span>
      <div className="ui-copy-box">
        <code>{value}</code>
        {navigator.clipboard !== undefined && (
          <IconButton
            size="small"
            icon={copied ? Check : Copy}
            label={copied ? t`Kopiert` : t`${label} kopieren`}
            onPress={() => void copy()}
          />
        )}
        <span className="visually-hidden" aria-live="polite">
          {copied && t`Kopiert`}
        </span>
      </div>
    </div>
  );
}
