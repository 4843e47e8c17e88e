import { apiUrl } from '../../../api/api.ts';
import { organisationPath, type OrganisationDetails } from '../api/organisations.ts';
import { organisationIcons } from './organisation-kinds.ts';

interface OrganisationLogoProps {
  readonly organisation: OrganisationDetails;
  /** Changes when another picture was stored, so that the browser asks again. */
  readonly version?: number;
}

/** The organisation's own picture, else the sign of its kind; decorative. */
export function OrganisationLogo({ organisation, version = 0 }: OrganisationLogoProps) {
  const Icon = organisationIcons[organisation.kind];
  if (organisation.hasLogo) {
    const source = apiUrl(`${organisationPath(organisation.key)}/logo`, { v: version === 0 ? undefined : version });
    return <img className="org-logo" src={source} alt="" width={56} height={56} />;
  }
  return (
    <span className={`org-tile org-tile-large org-tile-${organisation.kind}`} aria-hidden>
      <Icon />
    </span>
  );
}
