import { Skeleton } from '../../../ui/skeleton.tsx';

/** Lines that are on their way. */
export function LineSkeletons({ count }: { readonly count: number }) {
  return (
    <div className="file-lines" aria-busy>
      {Array.from({ length: count }, (_, index) => (
        <div className="file-line" key={index}>
          <Skeleton width="36px" height={36} />
          <span className="file-line-text">
            <Skeleton width="55%" />
            <Skeleton width="30%" height={10} />
          </span>
        </div>
      ))}
    </div>
  );
}
