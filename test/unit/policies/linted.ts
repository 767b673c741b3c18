import type { Id } from "../../../db/schema/columns.ts";
import { lint } from "../../../services/policies/lint.ts";
import type { LintInput } from "../../../services/policies/lint-finding.ts";
import type { Directory, DirectoryMember } from "../../../services/policies/model.ts";
import { readRules } from "../../../services/policies/model-read.ts";
import { sampleRequests } from "../../../services/policies/sample-requests.ts";
import { kind as orderKind } from "../../../workflows/order/contract.ts";
import { directoryOf, memberId } from "./directory.ts";

const now = new Date("2026-11-23T00:00:00Z");
export const emptyId: Id<"group"> = "grp_00000000-0000-7000-8000-000000000002";

/** Finance is emp-5, emp-8 and emp-9; emp-9 is disabled, emp-1 in the department of sales, and a group is empty. */
export const people: Directory = (() => {
  const directory = directoryOf(["emp-5", "emp-8", "emp-9"], (member): DirectoryMember => {
    if (member.id === memberId("emp-9")) return { ...member, status: "disabled" };
    return member.id === memberId("emp-1") ? { ...member, attributes: { department: "sales" } } : member;
  });
  const empty = { id: emptyId, name: "board", memberIds: [] };
  return { ...directory, groups: new Map([...directory.groups, [emptyId, empty]]) };
})();

export const manager = { name: "manager", approvers: [{ manager: 1 }], quorum: "any" };
export const only = (employee: string, name = employee) => ({
  name,
  approvers: [{ member: memberId(employee) }],
  quorum: "any",
  whenNobody: { approvers: [{ manager: 1 }] },
});
export const small = {
  name: "small",
  when: "amount <= 500.0",
  autoApprove: true,
  upTo: { amount: "500", currency: "USD" },
};
export const rest = { name: "rest", stages: [manager] };
export const withStage = (change: object) => [{ name: "rest", stages: [{ ...manager, ...change }] }];

export const findingsOf = (document: unknown, change: Partial<LintInput> = {}) => {
  const reading = readRules(document);
  if (!reading.ok) throw new Error(JSON.stringify(reading.errors));
  const samples = sampleRequests(orderKind, people);
  return lint({ rules: reading.rules, directory: people, samples, delegations: [], now, ...change });
};
export const briefly = (document: unknown, change?: Partial<LintInput>) =>
  findingsOf(document, change).map(({ level, pointer, message }) => [level, pointer, message]);
