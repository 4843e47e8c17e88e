import { AggregatorRegistry, collectDefaultMetrics, Registry, type Metric } from 'prom-client';
import { createRequestMetric } from './request-metric.ts';

export type { Registry as MetricsRegistry } from 'prom-client';
export { Counter, Gauge, Histogram } from 'prom-client';

/** What one process measures; several are added up by `mergeMetrics`. */
export function createMetrics() {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: 'landescloud_' });
  const requests = createRequestMetric();
  registry.registerMetric(requests.metric as unknown as Metric);
  return {
    /** For modules' own metrics. */
    registry,
    observeRoute: requests.route,
    /** As plain data, to be sent to another process. */
    snapshot: (): Promise<object[]> => registry.getMetricsAsJSON(),
  };
}

export type Metrics = ReturnType<typeof createMetrics>;

/** The text form of what one or several processes measured. */
export async function mergeMetrics(snapshots: readonly object[][]): Promise<string> {
  return AggregatorRegistry.aggregate(snapshots as object[]).metrics();
}

export const metricsContentType = Registry.PROMETHEUS_CONTENT_TYPE;
