import { Lock } from 'lucide-react';
import { useEffect, useState } from 'react';
import { isSharedRoot, type Space } from '../../../session/spaces.ts';
import { classes } from '../../../ui/classes.ts';
import { FileIcon } from '../../../ui/file-icon.tsx';
import { previewUrl } from '../api/node-urls.ts';
import './node-icon.css';

interface NodeIconProps {
  readonly node: {
    readonly id: number;
    readonly kind: 'file' | 'folder';
    readonly mime: string;
    readonly etag: string;
    readonly hasPreview?: boolean;
    readonly rootOf?: Space['kind'] | null;
    readonly lock?: unknown;
  };
  readonly size: 'row' | 'tile';
}

/** A small picture of the content where there is one, else the tile of its kind. */
export function NodeIcon({ node, size }: NodeIconProps) {
  // A page of text is a white stamp at the size of a row.
  const shows = node.hasPreview && (size === 'tile' || node.mime.startsWith('image/'));
  const ready = usePreview(shows ? previewUrl(node, size === 'row' ? 'small' : 'large') : null);
  const isSpace = isSharedRoot(node);
  return (
    <span className={classes('node-icon', `node-icon-${size}`, !node.mime.startsWith('image/') && 'node-icon-page')}>
      {ready ? (
        <img src={ready} alt="" draggable={false} decoding="async" />
      ) : (
        <FileIcon kind={node.kind} mime={node.mime} isSpace={isSpace} size={size === 'row' ? 'medium' : 'large'} />
      )}
      {node.lock ? <Lock aria-hidden className="node-icon-lock" /> : null}
    </span>
  );
}

const shown = new Set<string>();
const settle = 140;
const again = [1500, 4000, 10_000];

/** The address once it has loaded. Rows that fly by ask nothing; previews still being made are asked for again. */
function usePreview(url: string | null): string | null {
  const [loaded, setLoaded] = useState<string | null>(() => (url && shown.has(url) ? url : null));
  useEffect(() => {
    if (!url || shown.has(url)) {
      setLoaded(url);
      return;
    }
    let attempt = 0;
    let timer = setTimeout(load, settle);
    const image = new Image();
    function load() {
      image.onload = () => {
        shown.add(url ?? '');
        setLoaded(url);
      };
      image.onerror = () => {
        const wait = again[attempt++];
        if (wait !== undefined) timer = setTimeout(load, wait);
      };
      image.src = attempt === 0 ? (url ?? '') : `${url}&attempt=${attempt}`;
    }
    return () => {
      clearTimeout(timer);
      image.onload = null;
      image.onerror = null;
      image.src = '';
    };
  }, [url]);
  return loaded === url ? loaded : null;
}
