export function GroupsPage() {
  return <div className="page" />;
}
