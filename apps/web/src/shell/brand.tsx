import { Cloud } from 'lucide-react';
import './brand.css';

/** The sign and the name. */
export function Brand({ size = 'medium' }: { readonly size?: 'medium' | 'large' }) {
  return (
    <span className={`brand brand-${size}`}>
      <span aria-hidden className="brand-sign">
        <Cloud />
      </span>
      Landescloud
    </span>
  );
}
