/** What the bench and its drivers say to each other. */
export type Measure = {
  readonly inFlight: number;
  readonly milliseconds: number;
  /** Between waiting and decision. */
  readonly pauseMs: number;
};

export type Measured = {
  readonly trips: number;
  readonly seconds: number;
  /** From the decision to the result, in milliseconds, one of each round trip. */
  readonly decisionToDone: readonly number[];
};

export type Ready = { readonly ready: true; readonly processIds: readonly number[] };
export type FromDriver = Ready | Measured | { readonly failure: string };
