/** What a service does by the clock. `jobs: [DeliveryJob]` runs each on its interval, one run at a time. */
export interface Job {
  /** Milliseconds from the end of a run to the next one. */
  readonly everyMs: number;
  /** A run; `signal` is aborted when the service stops. What it throws is logged and counted, and the job goes on. */
  run(signal: AbortSignal): Promise<void>;
}
