import { Trans, useLingui } from '@lingui/react/macro';
import { ImageUp, Trash2 } from 'lucide-react';
import { useRef, useState } from 'react';
import { Button } from '../../../ui/button.tsx';
import { ErrorBanner } from '../../../ui/error-banner.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { useSetPhoto } from '../api/contacts.ts';
import type { Contact } from '../api/contact-types.ts';
import { ContactAvatar } from './contact-avatar.tsx';
import { contactErrors } from './contact-words.ts';
import { PhotoDialog } from './photo-dialog.tsx';

/** The picture is set at once, apart from the other fields. */
export function PhotoField({ contact }: { readonly contact: Contact }) {
  const { t } = useLingui();
  const input = useRef<HTMLInputElement>(null);
  const setting = useSetPhoto();
  const [image, setImage] = useState<ImageBitmap | null>(null);
  const { fields } = contact;

  /** As it is where the browser cannot read it: the server says what is wrong with it. */
  async function choose(file: File) {
    const read = await createImageBitmap(file).catch(() => null);
    if (read === null) setting.mutate({ contact, file });
    else setImage(read);
  }

  return (
    <div className="contact-photo-field">
      <ContactAvatar contact={{ ...contact, kind: fields.kind, name: fields.name }} size="large" />
      <div className="row">
        <Button size="small" icon={ImageUp} isPending={setting.isPending} onPress={() => input.current?.click()}>
          <Trans>Bild wählen</Trans>
        </Button>
        {contact.photo && (
          <IconButton
            icon={Trash2}
            size="small"
            label={t`Bild entfernen`}
            onPress={() => setting.mutate({ contact, file: null })}
          />
        )}
      </div>
      <input
        ref={input}
        type="file"
        accept="image/png,image/jpeg,image/gif,image/webp"
        className="visually-hidden"
        tabIndex={-1}
        aria-label={t`Bild wählen`}
        onChange={(event) => {
          const file = event.target.files?.[0];
          event.target.value = '';
          if (file !== undefined) void choose(file);
        }}
      />
      {image !== null && (
        <PhotoDialog
          image={image}
          onClose={() => setImage(null)}
          onDone={(file) => {
            setImage(null);
            setting.mutate({ contact, file });
          }}
        />
      )}
      {setting.error !== null && <ErrorBanner error={setting.error} own={contactErrors} />}
    </div>
  );
}
