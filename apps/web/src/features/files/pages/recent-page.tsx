export function RecentPage() {
  return <div className="page" />;
}
