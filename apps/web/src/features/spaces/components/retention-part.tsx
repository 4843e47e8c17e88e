import { HoldList } from './hold-list.tsx';
import { DeletionLists } from './deletion-lists.tsx';
import { RetentionClassList } from './retention-class-list.tsx';
import '../spaces.css';

/** How long data of an organisation are kept, what must be kept, and what was deleted. */
export function RetentionPart({
  organisation,
}: {
  readonly organisation: { readonly key: string; readonly name: string };
}) {
  return (
    <div className="stack-large">
      <RetentionClassList organisation={organisation} />
      <HoldList organisation={organisation} />
      <DeletionLists organisation={organisation} />
    </div>
  );
}
