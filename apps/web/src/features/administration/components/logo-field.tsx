import { Trans, useLingui } from '@lingui/react/macro';
import { ImageUp, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { FileTrigger } from 'react-aria-components/FileTrigger';
import { Banner } from '../../../ui/banner.tsx';
import { Button } from '../../../ui/button.tsx';
import { showToast } from '../../../ui/toast-store.ts';
import { useChangeLogo, type OrganisationDetails } from '../api/organisations.ts';
import { AdministrationError } from './administration-error.tsx';
import { OrganisationLogo } from './organisation-logo.tsx';

const types = ['image/png', 'image/jpeg', 'image/webp'];
const mostBytes = 256 * 1024;

/** The organisation's picture: chosen, replaced, taken away. */
export function LogoField({ organisation }: { readonly organisation: OrganisationDetails }) {
  const { t } = useLingui();
  const change = useChangeLogo(organisation.key);
  const [refused, setRefused] = useState<string | null>(null);
  const [version, setVersion] = useState(0);

  function choose(file: File | undefined) {
    if (file === undefined) return;
    const reason = !types.includes(file.type)
      ? t`Das ist kein PNG-, JPEG- oder WebP-Bild. Es wurde nichts geändert.`
      : file.size > mostBytes
        ? t`Das Bild ist größer als 256 KB. Es wurde nichts geändert.`
        : null;
    setRefused(reason);
    if (reason !== null) return;
    change.mutate(file, {
      onSuccess: () => {
        setVersion(Date.now());
        showToast({ title: t`Das Logo ist gespeichert.` });
      },
    });
  }

  return (
    <section className="stack">
      <h3>
        <Trans>Logo</Trans>
      </h3>
      <div className="row logo-field">
        <OrganisationLogo organisation={organisation} version={version} />
        <FileTrigger acceptedFileTypes={types} onSelect={(files) => choose(files?.[0])}>
          <Button size="small" icon={ImageUp} isPending={change.isPending}>
            {organisation.hasLogo ? t`Anderes Bild` : t`Bild wählen`}
          </Button>
        </FileTrigger>
        {organisation.hasLogo && (
          <Button
            size="small"
            variant="quiet"
            icon={Trash2}
            isDisabled={change.isPending}
            onPress={() => change.mutate(null)}
          >
            <Trans>Entfernen</Trans>
          </Button>
        )}
        <span className="muted">
          <Trans>PNG, JPEG oder WebP, höchstens 256 KB</Trans>
        </span>
      </div>
      {refused !== null && <Banner tone="danger" title={refused} />}
      <AdministrationError error={change.error} />
    </section>
  );
}
