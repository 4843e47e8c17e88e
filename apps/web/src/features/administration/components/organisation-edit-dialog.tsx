import { Trans, useLingui } from '@lingui/react/macro';
import { useState, type SubmitEvent } from 'react';
import { Dialog } from '../../../ui/dialog.tsx';
import { Select } from '../../../ui/select.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { showToast } from '../../../ui/toast-store.ts';
import { useUpdateOrganisation, type OrganisationDetails, type OrganisationKind } from '../api/organisations.ts';
import { contrastToWhite, isColour, readableContrast } from '../domain/contrast.ts';
import { AdministrationError } from './administration-error.tsx';
import { ColourField } from './colour-field.tsx';
import { FormButtons } from './form-buttons.tsx';
import { parseQuota, quotaText } from './quota-input.ts';
import { useKindOptions } from './use-kind-options.ts';

interface OrganisationEditDialogProps {
  readonly organisation: OrganisationDetails;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** Changes what is known of an organisation. */
export function OrganisationEditDialog({ isOpen, ...rest }: OrganisationEditDialogProps) {
  const { t } = useLingui();
  return (
    <Dialog title={t`Angaben bearbeiten`} isOpen={isOpen} onOpenChange={(open) => !open && rest.onClose()}>
      <EditForm {...rest} />
    </Dialog>
  );
}

const orNull = (text: string) => (text.trim() === '' ? null : text.trim());

function EditForm({ organisation, onClose }: Omit<OrganisationEditDialogProps, 'isOpen'>) {
  const { t } = useLingui();
  const update = useUpdateOrganisation(organisation.key);
  const kinds = useKindOptions();
  const [name, setName] = useState(organisation.name);
  const [shortName, setShortName] = useState(organisation.shortName ?? '');
  const [kind, setKind] = useState<OrganisationKind>(organisation.kind);
  const [officialKey, setOfficialKey] = useState(organisation.officialKey ?? '');
  const [domains, setDomains] = useState((organisation.mailDomains ?? []).join('\n'));
  const [quota, setQuota] = useState(quotaText(organisation.quotaBytes ?? null));
  const [imprintUrl, setImprintUrl] = useState(organisation.imprintUrl ?? '');
  const [privacyUrl, setPrivacyUrl] = useState(organisation.privacyUrl ?? '');
  const [colour, setColour] = useState(organisation.colour ?? '');
  const quotaBytes = parseQuota(quota);
  const isFixed = organisation.administeredAbove !== true;
  const colourFits = colour === '' || (isColour(colour) && contrastToWhite(colour) >= readableContrast);

  function submit(event: SubmitEvent) {
    event.preventDefault();
    if (quotaBytes === undefined || !colourFits) return;
    update.mutate(
      {
        name: name.trim(),
        shortName: orNull(shortName),
        ...(isFixed
          ? {}
          : {
              kind,
              officialKey: orNull(officialKey),
              mailDomains: domains
                .toLowerCase()
                .split(/[\s,;]+/)
                .filter(Boolean),
              quotaBytes,
            }),
        colour: orNull(colour.toLowerCase()),
        imprintUrl: orNull(imprintUrl),
        privacyUrl: orNull(privacyUrl),
      },
      {
        onSuccess: () => {
          onClose();
          showToast({ title: t`Die Angaben sind gespeichert.` });
        },
      },
    );
  }

  return (
    <form onSubmit={submit}>
      <TextField label={t`Name`} isRequired autoFocus maxLength={200} value={name} onChange={setName} />
      <div className="two-columns">
        <TextField
          label={t`Kurzname`}
          description={t`Wo wenig Platz ist, zum Beispiel „TFM“.`}
          maxLength={40}
          value={shortName}
          onChange={setShortName}
        />
      </div>
      <ColourField label={t`Farbe`} value={colour} onChange={setColour} />
      <div className="two-columns">
        <TextField
          type="url"
          label={t`Adresse des Impressums`}
          description={t`Steht auf Seiten für Außenstehende. Leer: wie die Ebene darüber.`}
          maxLength={500}
          value={imprintUrl}
          onChange={setImprintUrl}
        />
        <TextField
          type="url"
          label={t`Adresse der Datenschutzerklärung`}
          maxLength={500}
          value={privacyUrl}
          onChange={setPrivacyUrl}
        />
      </div>
      <FixedNote isFixed={isFixed} />
      <div className="two-columns">
        <Select<OrganisationKind> label={t`Art`} isDisabled={isFixed} options={kinds} value={kind} onChange={setKind} />
        <TextField
          isDisabled={isFixed}
          label={t`Amtlicher Schlüssel`}
          description={t`Zum Beispiel der Gemeindeschlüssel.`}
          maxLength={40}
          value={officialKey}
          onChange={setOfficialKey}
        />
        <TextField
          isDisabled={isFixed}
          label={t`Speicherplatz in GB`}
          description={t`Für alle zusammen. Leer: unbegrenzt.`}
          inputMode="decimal"
          value={quota}
          onChange={setQuota}
          errorMessage={quotaBytes === undefined ? t`Bitte eine Zahl angeben, zum Beispiel 50.` : undefined}
        />
      </div>
      <TextField
        isDisabled={isFixed}
        label={t`Mail-Domänen`}
        description={t`Eine je Zeile. Daran erkennt die Anmeldung, wohin jemand gehört.`}
        multiline
        value={domains}
        onChange={setDomains}
      />
      <AdministrationError error={update.error} />
      <FormButtons
        submitLabel={t`Speichern`}
        isPending={update.isPending}
        isDisabled={quotaBytes === undefined || !colourFits}
        onCancel={onClose}
      />
    </form>
  );
}

/** What an organisation is within the state is said further up. */
function FixedNote({ isFixed }: { readonly isFixed: boolean }) {
  if (!isFixed) return null;
  return (
    <p className="muted">
      <Trans>Art, Schlüssel, Speicherplatz und Mail-Domänen legt fest, wer die Ebene darüber verwaltet.</Trans>
    </p>
  );
}
