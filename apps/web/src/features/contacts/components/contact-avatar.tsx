import { Building2, Users } from 'lucide-react';
import { useState } from 'react';
import { Avatar, type AvatarProps } from '../../../ui/avatar.tsx';
import { classes } from '../../../ui/classes.ts';
import { photoUrl } from '../api/contacts.ts';
import { spokenName } from '../domain/spoken-name.ts';
import type { Kind } from '../api/contact-types.ts';

interface ContactAvatarProps {
  readonly contact: {
    readonly id: number;
    readonly book: string;
    readonly etag: string;
    readonly kind: Kind;
    readonly name: string;
    readonly photo: boolean;
  };
  readonly size?: AvatarProps['size'];
}

/** The picture, else what stands for it; decorative. */
export function ContactAvatar({ contact, size = 'medium' }: ContactAvatarProps) {
  const [failed, setFailed] = useState<string | null>(null);
  if (contact.photo && failed !== contact.etag) {
    return (
      <img
        className={classes('ui-avatar', `ui-avatar-${size}`, 'contact-photo')}
        src={photoUrl(contact)}
        alt=""
        loading="lazy"
        onError={() => setFailed(contact.etag)}
      />
    );
  }
  if (contact.kind === 'person') return <Avatar name={spokenName(contact.name)} size={size} />;
  const Icon = contact.kind === 'group' ? Users : Building2;
  return (
    <span aria-hidden className={classes('ui-avatar', `ui-avatar-${size}`, 'ui-hue-grey', 'contact-sign')}>
      <Icon />
    </span>
  );
}
