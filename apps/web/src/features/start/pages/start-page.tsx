export function StartPage() {
  return <div className="page" />;
}
