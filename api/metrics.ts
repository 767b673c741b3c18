import { Counter, Gauge, Histogram, Registry } from "prom-client";
import type { ApiDependencies } from "./environment.ts";
import type { Observe } from "./middleware/access-log.ts";

const durationBucketsSeconds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

export type Metrics = {
  readonly observe: Observe;
  /** The Prometheus text format. */
  readonly render: () => Promise<{ readonly contentType: string; readonly text: string }>;
};

/** Requests by method, route pattern and status, and how much the outbox holds; in a registry of its own. */
export const createMetrics = (countOutbox: ApiDependencies["countOutbox"]): Metrics => {
  const registry = new Registry();
  const registers = [registry];
  const labelNames = ["method", "route", "status"] as const;
  const requests = new Counter({
    name: "countersign_http_requests_total",
    help: "Requests answered",
    labelNames,
    registers,
  });
  const durations = new Histogram({
    name: "countersign_http_request_duration_seconds",
    help: "Time to the answer",
    labelNames,
    buckets: durationBucketsSeconds,
    registers,
  });
  const outbox = new Gauge({
    name: "countersign_outbox_messages",
    help: "Messages waiting to go out, and given up",
    labelNames: ["state"] as const,
    registers,
  });
  return {
    observe: ({ method, route, status }, seconds) => {
      const labels = { method, route, status: String(status) };
      requests.inc(labels);
      durations.observe(labels, seconds);
    },
    render: async () => {
      // The rest must be readable above all while the database is away.
      const counted = await countOutbox().catch(() => null);
      outbox.reset();
      if (counted !== null) {
        outbox.set({ state: "waiting" }, counted.waiting);
        outbox.set({ state: "dead" }, counted.dead);
      }
      return { contentType: registry.contentType, text: await registry.metrics() };
    },
  };
};
