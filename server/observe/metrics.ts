import { Counter, Histogram, Registry, collectDefaultMetrics } from 'prom-client';

/** Counts and durations for operators. Labels are fixed words and route patterns, never ids, names or content. */
export interface Metrics {
  /** One finished HTTP request. `route` is a pattern such as `/api/plans/{planId}`. */
  observeRequest(request: ObservedRequest): void;
  /** Everything measured, as Prometheus text. */
  expose(): Promise<{ readonly contentType: string; readonly text: string }>;
  readonly registry: Registry;
}

/** What is counted of a request. */
export interface ObservedRequest {
  readonly method: string;
  readonly route: string;
  readonly status: number;
  readonly seconds: number;
}

/** Metrics of one running server; each has its own registry, so that several can live in one process. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const labelNames = ['method', 'route', 'status'] as const;
  const requests = new Counter({
    name: 'alliance_http_requests_total',
    help: 'HTTP requests answered.',
    labelNames,
    registers: [registry],
  });
  const durations = new Histogram({
    name: 'alliance_http_request_seconds',
    help: 'Time to answer an HTTP request.',
    labelNames: ['method', 'route'] as const,
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
    registers: [registry],
  });
  return {
    registry,
    observeRequest({ method, route, status, seconds }) {
      requests.inc({ method, route, status });
      durations.observe({ method, route }, seconds);
    },
    async expose() {
      return { contentType: registry.contentType, text: await registry.metrics() };
    },
  };
}
