export function AdministrationLayout() {
  return <div className="page" />;
}
