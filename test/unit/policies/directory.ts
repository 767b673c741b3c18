import { readFileSync } from "node:fs";
import type { Id } from "../../../db/schema/columns.ts";
import type { ConditionInput } from "../../../services/policies/conditions.ts";
import type { Directory, DirectoryMember } from "../../../services/policies/model.ts";
import type { Requester } from "../../../services/requests/model.ts";
import { realOrder } from "../orders.ts";

type Person = {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly managerId: string | null;
};

const people = JSON.parse(
  readFileSync(new URL("../../data/people.json", import.meta.url), "utf8"),
) as readonly Person[];

/** The member id of a person of test/data/people.json ("emp-5"). */
export const memberId = (employee: string): Id<"member"> =>
  `mem_00000000-0000-7000-8000-${employee.replace("emp-", "").padStart(12, "0")}`;

export const financeId: Id<"group"> = "grp_00000000-0000-7000-8000-000000000001";

/** The people as members: everyone active, in no group but finance. */
export const directoryOf = (
  finance: readonly string[],
  change: (member: DirectoryMember) => DirectoryMember = (member) => member,
): Directory => {
  const members = people.map(({ id, name, email, managerId }) =>
    change({
      id: memberId(id),
      name,
      email,
      status: "active",
      managerId: managerId === null ? null : memberId(managerId),
      approvalLimit: null,
      attributes: {},
      roles: [],
    }),
  );
  return {
    members: new Map(members.map((member) => [member.id, member])),
    groups: new Map([
      [financeId, { id: financeId, name: "finance", memberIds: finance.map((id) => memberId(id)) }],
    ]),
  };
};

export const requesterOf = (employee: string): Requester => {
  const person = people.find(({ id }) => id === employee);
  if (person === undefined) throw new Error(`${employee} is not among the people`);
  return { memberId: memberId(employee), email: person.email, name: person.name, attributes: {} };
};

/** A request for one of the real orders. */
export const requestFor = (orderNumber: string, requester: Requester): ConditionInput => {
  const payload = realOrder(orderNumber);
  return {
    amount: payload.total.amount,
    currency: payload.total.currency,
    payload,
    findings: { riskScore: 72, kyc: { hit: false, list: null }, creditBand: "B" },
    requester,
    history: { requestsLast30Days: 2, totalLast30Days: 1250 },
  };
};
