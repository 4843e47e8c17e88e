import { useLingui } from '@lingui/react/macro';
import { useMutation } from '@tanstack/react-query';
import { Download } from 'lucide-react';
import type { ReactNode } from 'react';
import { api, type Query } from '../api/api.ts';
import { errorCode } from '../api/api-error.ts';
import type { ButtonLook } from '../ui/button-class.ts';
import { Button } from '../ui/button.tsx';
import { showToast } from '../ui/toast-store.ts';

interface DownloadButtonProps {
  /** Below /api/v1. */
  readonly path: string;
  readonly query?: Query;
  readonly variant?: ButtonLook['variant'];
  readonly size?: ButtonLook['size'];
  readonly children: ReactNode;
}

/** A file that is only handed out to who has just proven who they are. */
export function DownloadButton({ path, query = {}, variant, size, children }: DownloadButtonProps) {
  const { t } = useLingui();
  const take = useMutation({ mutationFn: () => api.download(path, { query }) });
  const fail = (error: Error) => {
    const unproven = errorCode(error) === 'auth.step_up_required';
    const title = unproven
      ? t`Ohne den Nachweis, dass Sie es sind, werden keine Daten herausgegeben.`
      : t`Das Herunterladen ist nicht gelungen. Bitte versuchen Sie es noch einmal.`;
    showToast({ tone: 'danger', title });
  };
  return (
    <Button
      icon={Download}
      variant={variant}
      size={size}
      isPending={take.isPending}
      onPress={() => take.mutate(undefined, { onError: fail })}
    >
      {children}
    </Button>
  );
}
