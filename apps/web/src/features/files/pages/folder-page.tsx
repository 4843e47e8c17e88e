export function FolderPage() {
  return <div className="page" />;
}
