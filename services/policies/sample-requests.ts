import type { Kind } from "../kinds/model.ts";
import type { Requester } from "../requests/model.ts";
import type { ConditionInput } from "./conditions.ts";
import { knownFindings } from "./known-findings.ts";
import type { SampleRequest } from "./lint-finding.ts";
import type { Directory } from "./model.ts";

/** Requesters with differing sets of attributes that are tried, beside one without any. */
const requestersMaxCount = 5;
/** Below and above whatever a condition compares with. */
const amounts = ["0", "1000000000"];

const noHistory = { requestsLast30Days: 0, totalLast30Days: 0 };
const stranger: Requester = { memberId: null, email: "a@b.example", name: "A", attributes: {} };

/** Requests as the kind's examples and the tenant's people could bring them, to try conditions on. */
export const sampleRequests = (kind: Kind, directory: Directory): readonly (readonly SampleRequest[])[] =>
  (kind.examples ?? []).flatMap((payload) =>
    sampleRequesters(directory).map((requester) =>
      amountsOf(kind, payload).map((sum) => ({
        input: { ...sum, payload, findings: knownFindings(kind, {}), requester, history: noHistory },
        what: `an example ${nameWith(kind, sum)}, asked for by ${describe(requester)}`,
      })),
    ),
  );

type Sum = Pick<ConditionInput, "amount" | "currency">;

const amountsOf = (kind: Kind, payload: unknown): readonly Sum[] => {
  const own = kind.amountOf(payload);
  if (own === null) return [{ amount: null, currency: null }];
  return [own.amount, ...amounts].map((amount) => ({ amount, currency: own.currency }));
};

const nameWith = ({ name }: Kind, { amount, currency }: Sum): string =>
  amount === null ? name : `${name} over ${amount} ${currency}`;

const describe = ({ memberId, name }: Requester): string =>
  memberId === null ? "somebody without attributes" : name;

/** One member for each set of attribute names, since conditions fail by what is not there. */
const sampleRequesters = ({ members }: Directory): readonly Requester[] => {
  const bySet = new Map<string, Requester>([["", stranger]]);
  for (const { id, email, name, status, attributes } of members.values()) {
    const set = Object.keys(attributes).toSorted().join("\n");
    if (status === "active" && !bySet.has(set)) bySet.set(set, { memberId: id, email, name, attributes });
    if (bySet.size > requestersMaxCount) break;
  }
  return [...bySet.values()];
};
