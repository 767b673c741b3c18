import { DomainError } from "./errors.ts";

/** Throws `revision.mismatch` when the caller named a revision (If-Match) that is not the current one. */
export const requireRevision = (current: number, wanted: number | null): void => {
  if (wanted !== null && wanted !== current) {
    throw new DomainError("revision.mismatch", {
      detail: "The resource has changed since it was read: get it again and repeat the change.",
    });
  }
};
