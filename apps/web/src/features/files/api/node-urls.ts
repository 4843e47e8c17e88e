import { apiUrl } from '../../../api/api.ts';

interface Etagged {
  readonly id: number;
  readonly etag: string;
}

export const contentUrl = (id: number, version?: number) => apiUrl(`/nodes/${id}/content`, { version });

export const downloadUrl = (id: number, version?: number) => apiUrl(`/nodes/${id}/content`, { download: 1, version });

export const zipUrl = (ids: readonly number[]) => apiUrl('/nodes/zip', { ids: ids.join(',') });

export const previewUrl = ({ id, etag }: Etagged, size: 'small' | 'large') =>
  apiUrl(`/nodes/${id}/preview`, { size, etag });
