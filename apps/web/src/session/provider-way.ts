/** Off to the organisation's own provider, and back to `to`; the browser leaves the app for it. */
export function providerAddress(key: string, to: string, purpose: 'sign-in' | 'step-up' = 'sign-in'): string {
  const query = new URLSearchParams({ return: to, ...(purpose === 'step-up' ? { purpose } : {}) });
  return `/api/v1/sign-in/oidc/${encodeURIComponent(key)}?${query}`;
}

/** The tab in which somebody proves it tells the one that waits. */
export const provenChannel = 'landescloud-proven';
