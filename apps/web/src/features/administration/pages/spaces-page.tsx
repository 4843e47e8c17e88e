export function SpacesPage() {
  return <div className="page" />;
}
