import { useQuery } from '@tanstack/react-query';
import { Navigate, useParams } from '@tanstack/react-router';
import { api } from '../../../api/api.ts';
import { ErrorBanner } from '../../../ui/error-banner.tsx';
import { Loading } from '../../../ui/loading.tsx';
import { requestErrors } from '../components/handover-words.ts';

/** Where a notification leads: on to the page where one hands in what one is asked for. */
export function AskedPage() {
  const { recipientId = '' } = useParams({ strict: false });
  const { data, error } = useQuery({
    queryKey: ['asked', recipientId],
    retry: false,
    queryFn: ({ signal }) => api.get<{ token: string }>(`/requests/for/${Number(recipientId)}`, { signal }),
  });
  if (error !== null) {
    return (
      <div className="page stack">
        <ErrorBanner error={error} own={requestErrors} />
      </div>
    );
  }
  return data === undefined ? <Loading /> : <Navigate to="/q/$token" params={{ token: data.token }} replace />;
}
