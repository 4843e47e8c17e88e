export function SettingsLayout() {
  return <div className="page" />;
}
