import { z } from "zod";
import type { Id } from "../../db/schema/columns.ts";
import type { MemberStatus } from "../../db/schema/statuses.ts";
import { lineSchema, textSchema } from "../kinds/text.ts";
import { idSchema } from "../requests/model.ts";
import { quorumMaxCount } from "../stages/model.ts";
import { deadlineProblem, defaultDeadline } from "./durations.ts";

const rulesMaxCount = 50;
const stagesMaxCount = 20;
const approversMaxCount = 50;
const conditionMaxCharacters = 2000;
const ruleNameMaxCharacters = 100;
const managerMaxLevel = 10;

/** Forms of the policy document that this version does not carry out are refused, never passed over. */
const notSupported = (form: string): string => `${form} is not supported yet by this version`;
const unsupportedField = (field: string) => z.never({ error: notSupported(field) }).optional();

/** One accepted word; a word of the design that is not carried out is told apart from a wrong one. */
const word = <Accepted extends string>(
  accepted: readonly [Accepted, ...Accepted[]],
  later: readonly string[],
) =>
  z.enum(accepted, {
    error: ({ input }) =>
      typeof input === "string" && later.includes(input)
        ? notSupported(`"${input}"`)
        : `must be ${accepted.map((value) => `"${value}"`).join(" or ")}`,
  });

export type Approver =
  | { readonly member: Id<"member"> }
  | { readonly group: Id<"group"> }
  | { readonly manager: number };

const approverSchema = z
  .strictObject({
    member: idSchema("mem").optional(),
    group: idSchema("grp").optional(),
    /** 1 is the requester's manager, 2 that manager's, and so on. */
    manager: z.int().min(1).max(managerMaxLevel).optional(),
    managerWithLimit: unsupportedField("managerWithLimit"),
    attribute: unsupportedField("attribute"),
  })
  .transform(({ member, group, manager }, context): Approver => {
    const forms: Approver[] = [];
    if (member !== undefined) forms.push({ member });
    if (group !== undefined) forms.push({ group });
    if (manager !== undefined) forms.push({ manager });
    const [form, ...others] = forms;
    if (form !== undefined && others.length === 0) return form;
    context.addIssue({ code: "custom", message: "must name exactly one of member, group and manager" });
    return z.NEVER;
  });

const countedQuorumSchema = z
  .strictObject({
    count: z.int().min(1).max(quorumMaxCount).optional(),
    percent: unsupportedField("percent"),
    perGroup: unsupportedField("perGroup"),
  })
  .transform(({ count }, context) => {
    if (count !== undefined) return { count };
    context.addIssue({ code: "custom", message: "must name a count" });
    return z.NEVER;
  });

const stageDefinitionSchema = z.strictObject({
  name: lineSchema(ruleNameMaxCharacters),
  approvers: z.array(approverSchema).min(1).max(approversMaxCount),
  quorum: z.union([z.enum(["any", "all"]), countedQuorumSchema], {
    error: 'must be "any", "all" or { "count": n }',
  }),
  rejection: word(["veto"], ["majorityOutOfReach"]).default("veto"),
  parallelWith: unsupportedField("parallelWith"),
  assurance: word(["link"], ["code"]).default("link"),
  deadline: z
    .string()
    .superRefine((text, context) => {
      const message = deadlineProblem(text);
      if (message !== null) context.addIssue({ code: "custom", message });
    })
    .default(defaultDeadline),
  reminders: unsupportedField("reminders"),
  escalation: unsupportedField("escalation"),
  onDeadline: word(["expire"], ["reject", "approve"]).default("expire"),
});
export type StageDefinition = z.infer<typeof stageDefinitionSchema>;

type RuleHead = { readonly name: string; readonly when?: string };
/** A rule without `when` always matches. */
export type Rule =
  | (RuleHead & { readonly autoApprove: true })
  | (RuleHead & { readonly stages: readonly StageDefinition[] });

const ruleSchema = z
  .strictObject({
    name: lineSchema(ruleNameMaxCharacters),
    when: textSchema(conditionMaxCharacters).optional(),
    autoApprove: z.literal(true).optional(),
    stages: z
      .array(stageDefinitionSchema)
      .min(1)
      .max(stagesMaxCount)
      .superRefine((stages, context) => refuseSameNames("stage", stages, context))
      .optional(),
  })
  .transform(({ name, when, autoApprove, stages }, context): Rule => {
    const head = when === undefined ? { name } : { name, when };
    if (autoApprove === true && stages === undefined) return { ...head, autoApprove };
    if (autoApprove === undefined && stages !== undefined) return { ...head, stages };
    context.addIssue({ code: "custom", message: "must have either stages or autoApprove, and not both" });
    return z.NEVER;
  });

/**
 * The `rules` of a policy document, with defaults filled in. Conditions are read as text only: `readRules`
 * (conditions.ts) compiles them too. Its output is a document that it accepts again unchanged.
 */
export const rulesSchema = z
  .array(ruleSchema)
  .min(1)
  .max(rulesMaxCount)
  .superRefine((rules, context) => refuseSameNames("rule", rules, context));

/** Names tell rules and stages apart in verdicts and audit, so each stands once. */
const refuseSameNames = (
  noun: string,
  named: readonly { readonly name: string }[],
  context: z.RefinementCtx<unknown>,
): void => {
  const seen = new Set<string>();
  for (const [index, { name }] of named.entries()) {
    if (seen.has(name))
      context.addIssue({
        code: "custom",
        path: [index, "name"],
        message: `another ${noun} is already named "${name}"`,
      });
    seen.add(name);
  }
};

/** A member as the evaluator needs to know them. */
export type DirectoryMember = {
  readonly id: Id<"member">;
  readonly email: string;
  readonly name: string;
  readonly status: MemberStatus;
  readonly managerId: Id<"member"> | null;
};

export type DirectoryGroup = {
  readonly id: Id<"group">;
  readonly name: string;
  readonly memberIds: readonly Id<"member">[];
};

/** The tenant's people as they were read at one moment. */
export type Directory = {
  readonly members: ReadonlyMap<string, DirectoryMember>;
  readonly groups: ReadonlyMap<string, DirectoryGroup>;
};
