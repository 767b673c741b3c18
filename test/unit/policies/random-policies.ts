import fc from "fast-check";
import type { Id } from "../../../db/schema/columns.ts";
import type { ConditionInput } from "../../../services/policies/conditions.ts";
import type { Directory, DirectoryGroup, DirectoryMember, Rule } from "../../../services/policies/model.ts";
import { readRules } from "../../../services/policies/model-read.ts";
import type { Requester } from "../../../services/requests/model.ts";

/** People of a random directory; few, so that they meet each other in stages. */
const membersMaxCount = 8;
const groupsMaxCount = 3;

const idOf = <Prefix extends string>(prefix: Prefix, index: number) =>
  `${prefix}_00000000-0000-7000-8000-${String(index).padStart(12, "0")}` as const;
const memberIdOf = (index: number): Id<"member"> => idOf("mem", index);
const groupIdOf = (index: number): Id<"group"> => idOf("grp", index);

/** One more than there are, now and then: somebody who does not exist. */
const memberIndex = fc.nat({ max: membersMaxCount });
const groupIndex = fc.nat({ max: groupsMaxCount });
const currency = fc.constantFrom("USD", "EUR");
const wholeAmount = fc.nat({ max: 2000 }).map(String);
const money = fc.record({ amount: wholeAmount, currency });
const department = fc.constantFrom("finance", "legal");

const drawnMember = fc.record({
  isDisabled: fc.boolean(),
  manager: fc.option(memberIndex),
  limit: fc.option(money),
  department: fc.option(department),
  isAdmin: fc.boolean(),
});
const drawnGroup = fc.uniqueArray(fc.nat({ max: membersMaxCount - 1 }));

const toMember = (
  drawn: typeof drawnMember extends fc.Arbitrary<infer Drawn> ? Drawn : never,
  index: number,
): DirectoryMember => ({
  id: memberIdOf(index),
  email: `p${index}@acme.example`,
  name: `P${index}`,
  status: drawn.isDisabled ? "disabled" : "active",
  managerId: drawn.manager === null ? null : memberIdOf(drawn.manager),
  approvalLimit: drawn.limit,
  attributes: drawn.department === null ? {} : { department: drawn.department },
  roles: drawn.isAdmin ? ["tenant_admin"] : [],
});

/** Reporting lines may run in circles and end in nobody, groups hold disabled people or none. */
const directory: fc.Arbitrary<Directory> = fc
  .record({
    members: fc.array(drawnMember, { minLength: 1, maxLength: membersMaxCount }),
    groups: fc.array(drawnGroup, { maxLength: groupsMaxCount }),
  })
  .map(({ members, groups }) => {
    const people = members.map(toMember);
    const known = groups.map((indexes, index): DirectoryGroup => {
      const memberIds = indexes.filter((one) => one < people.length).map(memberIdOf);
      return { id: groupIdOf(index), name: `G${index}`, memberIds };
    });
    return {
      members: new Map(people.map((member) => [member.id, member])),
      groups: new Map(known.map((group) => [group.id, group])),
    };
  });

const group = groupIndex.map((index) => ({ group: groupIdOf(index) }));
const approver: fc.Arbitrary<object> = fc.oneof(
  memberIndex.map((index) => ({ member: memberIdOf(index) })),
  group,
  fc.integer({ min: 1, max: 3 }).map((manager) => ({ manager })),
  fc.constant({ managerWithLimit: true }),
  department.map((value) => ({ attribute: { department: value } })),
  fc.constant({ role: "tenant_admin" }),
);
const approvers = fc.array(approver, { minLength: 1, maxLength: 4 });
const usualQuorum: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom("any", "all"),
  fc.record({ count: fc.integer({ min: 1, max: 3 }) }),
  fc.record({ percent: fc.integer({ min: 1, max: 100 }) }),
);
const perGroup = fc.record({ perGroup: fc.integer({ min: 1, max: 2 }) });

/** Most stages stand without one; few ask for what is not there. */
const stageCondition = fc.oneof(
  { weight: 6, arbitrary: fc.constant(undefined) },
  { weight: 4, arbitrary: fc.constantFrom("false", "findings.score >= 60", "findings.score<60") },
  { weight: 1, arbitrary: fc.constantFrom("true", "findings.missing > 1") },
);

const stage = fc
  .record({
    asked: fc.oneof(
      fc.record({ approvers, quorum: usualQuorum }),
      fc.record({ approvers: fc.array(group, { minLength: 1, maxLength: 3 }), quorum: perGroup }),
    ),
    rejection: fc.constantFrom("veto", "majorityOutOfReach"),
    whenNobody: fc.oneof(fc.constantFrom("fail", "tenantAdmin"), fc.record({ approvers })),
    when: stageCondition,
    isParallel: fc.boolean(),
  })
  .map(({ asked, ...rest }) => ({ ...asked, ...rest }));

const condition = fc.constantFrom(
  undefined,
  "true",
  "false",
  "amount <= 500.0",
  "amount>500.0",
  'currency == "EUR"',
  "payload.lines > 2",
  "findings.score >= 60",
  "history.requestsLast30Days > 1",
  'requester.attributes.department == "legal"',
);
const separation = fc.constantFrom(undefined, { nobodyTwice: true }, { conflicts: [["s0", "s1"]] });

const autoApproveRule = fc.record({ when: condition, upTo: fc.option(money) }).map(({ when, upTo }) => ({
  when,
  autoApprove: true,
  ...(upTo === null ? {} : { upTo }),
}));
const comment = fc.option(fc.constant("No."));
const autoRejectRule = fc.record({ when: condition, comment }).map(({ when, comment: said }) => ({
  when,
  autoReject: { reasonCode: "no", ...(said === null ? {} : { comment: said }) },
}));
const stagedRule = fc
  .record({ when: condition, separation, stages: fc.array(stage, { minLength: 1, maxLength: 3 }) })
  .map(({ stages, ...rest }) => ({
    ...rest,
    stages: stages.map(({ isParallel, ...one }, index) => ({
      ...one,
      name: `s${index}`,
      ...(isParallel && index > 0 ? { parallelWith: `s${index - 1}` } : {}),
    })),
  }));

const rule: fc.Arbitrary<object> = fc.oneof(
  { weight: 2, arbitrary: autoApproveRule },
  { weight: 1, arbitrary: autoRejectRule },
  { weight: 5, arbitrary: stagedRule },
);

const rules: fc.Arbitrary<readonly Rule[]> = fc.array(rule, { minLength: 1, maxLength: 5 }).map((drawn) => {
  const reading = readRules(drawn.map((one, index) => ({ name: `r${index}`, ...one })));
  if (!reading.ok) throw new Error(JSON.stringify(reading.errors));
  return reading.rules;
});

const request = fc.record({
  asker: memberIndex,
  isKnownByEmail: fc.boolean(),
  sum: fc.option(money),
  lines: fc.nat({ max: 4 }),
  score: fc.nat({ max: 100 }),
  requestsLast30Days: fc.nat({ max: 3 }),
});

/** Somebody of the directory by id, or by an address in other letters, or a stranger. */
const requesterIn = (people: Directory, asker: number, isKnownByEmail: boolean): Requester => {
  const member = people.members.get(memberIdOf(asker));
  const email = `p${asker}@acme.example`;
  return {
    memberId: isKnownByEmail ? null : (member?.id ?? null),
    email: isKnownByEmail ? email.toUpperCase() : email,
    name: `P${asker}`,
    attributes: member?.attributes ?? {},
  };
};

export type DrawnCase = {
  readonly rules: readonly Rule[];
  readonly directory: Directory;
  readonly request: ConditionInput;
};

/** Any policy, any people, and any request of theirs. */
export const drawnCase: fc.Arbitrary<DrawnCase> = fc
  .record({ rules, directory, request })
  .map(({ request: { asker, isKnownByEmail, sum, lines, score, requestsLast30Days }, ...drawn }) => ({
    ...drawn,
    request: {
      amount: sum?.amount ?? null,
      currency: sum?.currency ?? null,
      payload: { lines },
      findings: { score },
      requester: requesterIn(drawn.directory, asker, isKnownByEmail),
      history: { requestsLast30Days, totalLast30Days: 0 },
    },
  }));
