const bounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10] as const;
const name = 'landescloud_http_request_duration_seconds';

/** Durations of one route and status; `counts` are per bucket, not summed up. */
interface Series {
  readonly labels: { method: string; route: string; status: string };
  readonly counts: number[];
  sum: number;
}

/** Called at the end of each request of one route. */
export type ObserveRequest = (status: number, seconds: number) => void;

/**
 * A Prometheus histogram of request durations by route. Own code because it runs with every request: prom-client hashes the
 * labels each time, here a route keeps its series.
 */
export function createRequestMetric() {
  const all: Series[] = [];
  return {
    route(method: string, route: string): ObserveRequest {
      const byStatus = new Map<number, Series>();
      return (status, seconds) => {
        let series = byStatus.get(status);
        if (series === undefined) {
          series = {
            labels: { method, route, status: String(status) },
            counts: Array<number>(bounds.length + 1).fill(0),
            sum: 0,
          };
          byStatus.set(status, series);
          all.push(series);
        }
        let bucket = 0;
        while (bucket < bounds.length && seconds > bounds[bucket]!) bucket++;
        series.counts[bucket]! += 1;
        series.sum += seconds;
      };
    },
    /** In the shape that prom-client's registry takes a metric in. */
    metric: {
      name,
      get: async () => ({
        name,
        help: 'Time from a request to the end of its answer, by route.',
        type: 'histogram',
        aggregator: 'sum',
        values: all.flatMap(valuesOf),
      }),
    },
  };
}

interface MetricValue {
  readonly metricName: string;
  readonly labels: Record<string, string | number>;
  readonly value: number;
}

function valuesOf({ labels, counts, sum }: Series): MetricValue[] {
  let total = 0;
  const buckets = counts.map((count, index): MetricValue => {
    total += count;
    return { metricName: `${name}_bucket`, labels: { le: bounds[index] ?? '+Inf', ...labels }, value: total };
  });
  return [
    ...buckets,
    { metricName: `${name}_sum`, labels, value: sum },
    { metricName: `${name}_count`, labels, value: total },
  ];
}
