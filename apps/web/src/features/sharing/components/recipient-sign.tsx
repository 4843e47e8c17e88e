import { Building2, Users } from 'lucide-react';
import { Avatar } from '../../../ui/avatar.tsx';

interface RecipientSignProps {
  readonly kind: 'person' | 'group' | 'organisation';
  readonly name: string;
}

/** A person's initials, or what stands for many; decorative. */
export function RecipientSign({ kind, name }: RecipientSignProps) {
  if (kind === 'person') return <Avatar name={name} />;
  const Icon = kind === 'group' ? Users : Building2;
  return (
    <span aria-hidden className="share-sign">
      <Icon />
    </span>
  );
}
