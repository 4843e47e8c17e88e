import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useEffect } from 'react';
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
  useEffect(() => {
    // a small page of its own, outside of the app
    if (data !== undefined) location.replace(`/q/${data.token}`);
  }, [data]);
  if (error !== null) {
    return (
      <div className="page stack">
        <ErrorBanner error={error} own={requestErrors} />
      </div>
    );
  }
  return <Loading />;
}
