export function TrashPage() {
  return <div className="page" />;
}
