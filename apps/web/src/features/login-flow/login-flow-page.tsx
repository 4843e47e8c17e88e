export function LoginFlowPage() {
  return <div className="page" />;
}
