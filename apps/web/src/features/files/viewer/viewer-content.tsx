import { lazy, Suspense, useState } from 'react';
import { Loading } from '../../../ui/loading.tsx';
import { contentUrl } from '../api/node-urls.ts';
import type { LocatedNode } from '../api/use-located.ts';
import { viewerKindOf } from '../domain/kinds.ts';
import { isHeld } from '../domain/release.ts';
import { HeldContent } from './held-content.tsx';
import { NoPreview } from './no-preview.tsx';
import { TextView } from './text-view.tsx';

const PdfView = lazy(async () => ({ default: (await import('./pdf-view.tsx')).PdfView }));

/** The viewer that fits the kind of file; what fails to show falls back to the download. */
export function ViewerContent({ node }: { readonly node: LocatedNode }) {
  const [failed, setFailed] = useState(false);
  const fail = () => setFailed(true);
  const kind = viewerKindOf(node);
  const url = contentUrl(node.id);
  if (isHeld(node)) return <HeldContent node={node} />;
  if (failed || kind === null) return <NoPreview node={node} failed={failed} />;
  switch (kind) {
    case 'image':
      return <ImageView url={url} name={node.name} onFail={fail} />;
    case 'pdf':
      return (
        <Suspense fallback={<Loading />}>
          <PdfView url={url} name={node.name} onFail={fail} />
        </Suspense>
      );
    case 'text':
      return <TextView url={url} size={node.size} name={node.name} onFail={fail} />;
    case 'audio':
      // oxlint-disable-next-line jsx-a11y/media-has-caption
      return <audio className="viewer-audio" src={url} controls aria-label={node.name} onError={fail} />;
    case 'video':
      // oxlint-disable-next-line jsx-a11y/media-has-caption
      return <video className="viewer-video" src={url} controls aria-label={node.name} onError={fail} />;
  }
}

interface ImageViewProps {
  readonly url: string;
  readonly name: string;
  readonly onFail: () => void;
}

function ImageView({ url, name, onFail }: ImageViewProps) {
  const [loaded, setLoaded] = useState(false);
  return (
    <>
      {!loaded && <Loading />}
      <img
        className="viewer-image"
        src={url}
        alt={name}
        hidden={!loaded}
        onLoad={() => setLoaded(true)}
        onError={onFail}
      />
    </>
  );
}
