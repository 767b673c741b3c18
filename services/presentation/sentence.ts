import type { DecisionOutcome } from "../../db/schema/statuses.ts";

/** Pure: "order" and a title, as a person would name the request. */
export const kindLabel = (kind: string): string =>
  `${kind.slice(0, 1).toUpperCase()}${kind.slice(1).replaceAll("-", " ")}`;

const outcomeWords: Readonly<Record<DecisionOutcome, string>> = {
  approve: "approved",
  reject: "rejected",
  return: "sent it back",
  recuse: "stood aside",
};

/** Pure: what somebody did, without saying to what. */
export const outcomeWord = (outcome: DecisionOutcome): string => outcomeWords[outcome];

/** Pure: what somebody did to something: "approved this request", "sent this request back". */
export const outcomeOf = (outcome: DecisionOutcome, what: string): string => {
  switch (outcome) {
    case "approve":
    case "reject":
      return `${outcomeWords[outcome]} ${what}`;
    case "return":
      return `sent ${what} back`;
    case "recuse":
      return `stood aside from ${what}`;
  }
};
