import type { LocatedNode } from '../api/use-located.ts';
import { NodeIcon } from '../components/node-icon.tsx';
import { useReleaseWords } from '../components/release-words.ts';

/** For what nobody may open: why, and what to do. */
export function HeldContent({ node }: { readonly node: LocatedNode }) {
  const words = useReleaseWords()(node.release);
  return (
    <div className="viewer-none">
      <div className="viewer-none-icon">
        <NodeIcon node={{ ...node, hasPreview: false }} size="tile" />
      </div>
      <p className="viewer-none-title">{words?.title}</p>
      <p className="muted">{words?.text}</p>
    </div>
  );
}
