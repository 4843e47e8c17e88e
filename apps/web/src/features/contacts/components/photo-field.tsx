import { Trans, useLingui } from '@lingui/react/macro';
import { ImageUp, Trash2 } from 'lucide-react';
import { useRef } from 'react';
import { Button } from '../../../ui/button.tsx';
import { ErrorBanner } from '../../../ui/error-banner.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { useSetPhoto } from '../api/contacts.ts';
import type { Contact } from '../api/contact-types.ts';
import { ContactAvatar } from './contact-avatar.tsx';
import { contactErrors } from './contact-words.ts';
import { squarePhoto } from './square-photo.ts';

/** The picture is set at once, apart from the other fields. */
export function PhotoField({ contact }: { readonly contact: Contact }) {
  const { t } = useLingui();
  const input = useRef<HTMLInputElement>(null);
  const setting = useSetPhoto();
  const { fields } = contact;
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
          if (file !== undefined) void squarePhoto(file).then((made) => setting.mutate({ contact, file: made }));
        }}
      />
      {setting.error !== null && <ErrorBanner error={setting.error} own={contactErrors} />}
    </div>
  );
}
