import { Skeleton } from '../../../ui/skeleton.tsx';

/** Where a page about one thing will be. */
export function PanelSkeleton() {
  return (
    <div className="panel-skeleton" aria-hidden>
      <div>
        <Skeleton width="56px" height={56} />
        <Skeleton width="55%" height={24} />
      </div>
      {['100%', '64%', '80%', '46%', '72%'].map((width) => (
        <Skeleton key={width} width={width} />
      ))}
    </div>
  );
}
