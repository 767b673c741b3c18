import { FaultError, tooManyRequests } from "../protocol/fault.ts";

/** Bounds how many requests wait for a function's answer at once. */
export type Admission = {
  /** Does the work if there is room for it; raises a fault if there is none. */
  readonly admit: <Value>(work: () => Promise<Value>) => Promise<Value>;
};

export const createAdmission = (requestsMax: number): Admission => {
  let requests = 0;
  return {
    admit: async (work) => {
      if (requests >= requestsMax) throw new FaultError(tooManyRequests);
      requests += 1;
      try {
        return await work();
      } finally {
        requests -= 1;
      }
    },
  };
};
