/** Pure: "order" and a title, as a person would name the request. */
export const kindLabel = (kind: string): string =>
  `${kind.slice(0, 1).toUpperCase()}${kind.slice(1).replaceAll("-", " ")}`;

const outcomeWords: Readonly<Record<string, string>> = {
  approve: "approved",
  reject: "rejected",
  return: "returned",
  recuse: "recused",
};

/** Pure: what somebody did, as a past participle. */
export const outcomeWord = (outcome: string): string => outcomeWords[outcome] ?? outcome;
