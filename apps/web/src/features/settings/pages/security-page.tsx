export function SecurityPage() {
  return <div className="page" />;
}
