export function DevicesPage() {
  return <div className="page" />;
}
