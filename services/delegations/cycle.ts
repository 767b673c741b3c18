import type { DelegationTerms } from "./model.ts";

type Edge = Pick<DelegationTerms, "principalId" | "delegateId" | "startsAt" | "endsAt">;

const later = (one: Date, other: Date): Date => (one > other ? one : other);
const earlier = (one: Date, other: Date): Date => (one < other ? one : other);

/**
 * Pure: whether the new delegation would lead back to its principal over others that are in force at the same moment,
 * however many there are between. Kinds and amounts make no difference: they change more easily than a circle is seen.
 */
export const closesCycle = (added: Edge, live: readonly Edge[]): boolean => {
  const seen = new Set<string>();
  const leadsBack = (from: Edge): boolean => {
    if (from.delegateId === added.principalId) return true;
    const key = `${from.delegateId} ${from.startsAt.getTime()} ${from.endsAt.getTime()}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return live
      .filter(({ principalId }) => principalId === from.delegateId)
      .map((edge) => ({
        ...edge,
        startsAt: later(from.startsAt, edge.startsAt),
        endsAt: earlier(from.endsAt, edge.endsAt),
      }))
      .some((edge) => edge.startsAt < edge.endsAt && leadsBack(edge));
  };
  return leadsBack(added);
};
