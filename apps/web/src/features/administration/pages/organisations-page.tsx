export function OrganisationsPage() {
  return <div className="page" />;
}
