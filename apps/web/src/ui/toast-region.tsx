import { useLingui } from '@lingui/react/macro';
import { X } from 'lucide-react';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { toneIcons } from './banner.tsx';
import { Button } from './button.tsx';
import { classes } from './classes.ts';
import { IconButton } from './icon-button.tsx';
import { closeToast, toastStore, type ToastItem } from './toast-store.ts';
import './toast.css';

/** Stands once at the end of the page: shows toasts and announces them. */
export function ToastRegion() {
  const { t } = useLingui();
  const items = useSyncExternalStore(toastStore.subscribe, toastStore.get);
  const [held, setHeld] = useState(false);
  return (
    <section
      className="ui-toasts"
      aria-label={t`Hinweise`}
      aria-live="polite"
      aria-relevant="additions"
      data-react-aria-top-layer="true"
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      {items.map((item) => (
        <Toast key={item.id} item={item} held={held} />
      ))}
    </section>
  );
}

function Toast({ item, held }: { readonly item: ToastItem; readonly held: boolean }) {
  const { t } = useLingui();
  const { id, title, text, tone = 'success', action } = item;
  const timeout = item.timeout === undefined ? (tone === 'danger' ? null : action ? 12_000 : 6_000) : item.timeout;
  useEffect(() => {
    if (held || timeout === null) return;
    const timer = setTimeout(() => closeToast(id), timeout);
    return () => clearTimeout(timer);
  }, [held, timeout, id]);
  const Icon = toneIcons[tone];
  return (
    <div className={classes('ui-toast', `ui-tone-${tone}`)} role={tone === 'danger' ? 'alert' : undefined}>
      <Icon aria-hidden className="ui-toast-icon" />
      <div className="ui-toast-text">
        <strong>{title}</strong>
        {text !== undefined && <div>{text}</div>}
      </div>
      {action && (
        <Button
          size="small"
          variant="quiet"
          onPress={() => {
            closeToast(id);
            action.onAction();
          }}
        >
          {action.label}
        </Button>
      )}
      <IconButton
        icon={X}
        size="small"
        tooltip={false}
        label={t`Mitteilung schließen`}
        onPress={() => closeToast(id)}
      />
    </div>
  );
}
