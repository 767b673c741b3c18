import { z } from "zod";
import type { Id } from "../../db/schema/columns.ts";
import type { MemberRole, MemberStatus } from "../../db/schema/statuses.ts";
import { lineSchema, textSchema } from "../kinds/text.ts";
import { type Money, nonNegativeMoneySchema } from "../money/model.ts";
import { idSchema } from "../requests/model.ts";
import { deadlineEnds, memberRoles, rejections } from "../statuses.ts";
import { onRejectSchema, quorumSchema, type Separation, separationSchema } from "../stages/model.ts";
import { deadlineProblem, defaultDeadline } from "./durations.ts";

const rulesMaxCount = 50;
const stagesMaxCount = 20;
const approversMaxCount = 50;
const conditionMaxCharacters = 2000;
const ruleNameMaxCharacters = 100;
const managerMaxLevel = 10;
const reasonCodeMaxCharacters = 100;
const commentMaxCharacters = 2000;
const attributesMaxCount = 5;
const attributeMaxCharacters = 200;
const remindersMaxCount = 60;
const escalationsMaxCount = 10;

export type Approver =
  | { readonly member: Id<"member"> }
  | { readonly group: Id<"group"> }
  | { readonly manager: number }
  | { readonly managerWithLimit: true }
  | { readonly attribute: Readonly<Record<string, string | number | boolean>> }
  | { readonly role: MemberRole };

export const attributeSchema = z
  .record(
    lineSchema(attributeMaxCharacters),
    z.union([lineSchema(attributeMaxCharacters), z.number(), z.boolean()]),
  )
  .refine((attributes) => {
    const count = Object.keys(attributes).length;
    return count > 0 && count <= attributesMaxCount;
  }, `must name 1 to ${attributesMaxCount} attributes`);

const approverSchema = z
  .strictObject({
    member: idSchema("mem").optional(),
    group: idSchema("grp").optional(),
    /** 1 is the requester's manager, 2 that manager's, and so on. */
    manager: z.int().min(1).max(managerMaxLevel).optional(),
    /** The first in the requester's reporting line whose approval limit covers the amount. */
    managerWithLimit: z.literal(true).optional(),
    /** Whoever has all of these attributes. */
    attribute: attributeSchema.optional(),
    role: z.enum(memberRoles).optional(),
  })
  .transform((forms, context): Approver => {
    const named = Object.entries(forms).filter(([, value]) => value !== undefined);
    // One member of a form that passed is that form.
    if (named.length === 1) return Object.fromEntries(named) as Approver;
    context.addIssue({
      code: "custom",
      message: "must name exactly one of member, group, manager, managerWithLimit, attribute and role",
    });
    return z.NEVER;
  });

const approversSchema = z.array(approverSchema).min(1).max(approversMaxCount);

/** A duration like that of a deadline: ISO 8601, longer than nothing, at most a year. */
const durationSchema = z.string().superRefine((text, context) => {
  const message = deadlineProblem(text);
  if (message !== null) context.addIssue({ code: "custom", message });
});

const assuranceSchema = z.union(
  [z.enum(["link", "code"]), z.strictObject({ codeAbove: nonNegativeMoneySchema })],
  { error: 'must be "link", "code" or { "codeAbove": money }' },
);

const whenNobodySchema = z.union(
  [z.enum(["fail", "tenantAdmin"]), z.strictObject({ approvers: approversSchema })],
  { error: 'must be "fail", "tenantAdmin" or { "approvers": [ … ] }' },
);

const escalationSchema = z
  .array(z.strictObject({ after: durationSchema, to: approverSchema }))
  .max(escalationsMaxCount);

const stageDefinitionSchema = z
  .strictObject({
    name: lineSchema(ruleNameMaxCharacters),
    /** The stage is asked only where this is true. */
    when: textSchema(conditionMaxCharacters).optional(),
    approvers: approversSchema,
    quorum: z.union(quorumSchema.options, {
      error: 'must be "any", "all", { "count": n }, { "percent": p } or { "perGroup": m }',
    }),
    rejection: z.enum(rejections).default("veto"),
    /** The name of an earlier stage that is open at the same time. */
    parallelWith: lineSchema(ruleNameMaxCharacters).optional(),
    assurance: assuranceSchema.default("link"),
    deadline: durationSchema.default(defaultDeadline),
    reminders: z.array(durationSchema).max(remindersMaxCount).optional(),
    escalation: escalationSchema.optional(),
    onDeadline: z.enum(deadlineEnds).default("expire"),
    /** Silence approves up to this amount alone; more than it expires. */
    approveUpTo: nonNegativeMoneySchema.optional(),
    /** What to do when nobody who is named can sit here. */
    whenNobody: whenNobodySchema.default("fail"),
    onReject: onRejectSchema.optional(),
  })
  .superRefine(({ quorum, approvers, onDeadline, approveUpTo }, context) => {
    const perGroup = typeof quorum === "object" && "perGroup" in quorum;
    if (perGroup && !approvers.every((approver) => "group" in approver))
      context.addIssue({ code: "custom", path: ["quorum"], message: "perGroup needs groups as approvers" });
    if ((onDeadline === "approve") !== (approveUpTo !== undefined))
      context.addIssue({
        code: "custom",
        path: ["approveUpTo"],
        message: 'stands with "onDeadline": "approve", and only with it: the most that silence may approve',
      });
  });
export type StageDefinition = z.infer<typeof stageDefinitionSchema>;

const autoRejectSchema = z
  .strictObject({
    reasonCode: lineSchema(reasonCodeMaxCharacters),
    comment: textSchema(commentMaxCharacters).optional(),
  })
  .transform(({ reasonCode, comment }) => (comment === undefined ? { reasonCode } : { reasonCode, comment }));
/** Why the policy rejects, as the audit log tells it. */
type AutoReject = { readonly reasonCode: string; readonly comment?: string };

type RuleHead = { readonly name: string; readonly when?: string };
/** Approves by itself, up to an amount where one is given. */
export type AutoApproveRule = RuleHead & { readonly autoApprove: true; readonly upTo?: Money };
/** Rejects by itself, and says why. */
export type AutoRejectRule = RuleHead & { readonly autoReject: AutoReject };
export type StagedRule = RuleHead & {
  readonly stages: readonly StageDefinition[];
  readonly separation?: Separation;
};
/** A rule without `when` always matches. */
export type Rule = AutoApproveRule | AutoRejectRule | StagedRule;

const ruleSchema = z
  .strictObject({
    name: lineSchema(ruleNameMaxCharacters),
    when: textSchema(conditionMaxCharacters).optional(),
    autoApprove: z.literal(true).optional(),
    upTo: nonNegativeMoneySchema.optional(),
    autoReject: autoRejectSchema.optional(),
    stages: z
      .array(stageDefinitionSchema)
      .min(1)
      .max(stagesMaxCount)
      .superRefine((stages, context) => {
        refuseSameNames("stage", stages, context);
        refuseStrayParallels(stages, context);
      })
      .optional(),
    separation: separationSchema.optional(),
  })
  .transform(({ name, when, ...forms }, context): Rule => {
    const head = when === undefined ? { name } : { name, when };
    const form = onlyForm(forms);
    if (form !== null) return { ...head, ...form };
    context.addIssue({
      code: "custom",
      message: "must have exactly one of stages (with separation), autoApprove (with upTo) and autoReject",
    });
    return z.NEVER;
  });

type Forms = {
  readonly autoApprove?: true | undefined;
  readonly upTo?: Money | undefined;
  readonly autoReject?: AutoReject | undefined;
  readonly stages?: readonly StageDefinition[] | undefined;
  readonly separation?: Separation | undefined;
};
type Form =
  | Omit<AutoApproveRule, keyof RuleHead>
  | Omit<AutoRejectRule, keyof RuleHead>
  | Omit<StagedRule, keyof RuleHead>;

/** What a rule does, with what belongs to it; null where that is nothing, or more than one thing. */
const onlyForm = ({ autoApprove, upTo, autoReject, stages, separation }: Forms): Form | null => {
  const actions = [autoApprove, autoReject, stages].filter((action) => action !== undefined);
  if (actions.length !== 1) return null;
  if (autoApprove === true && separation === undefined)
    return upTo === undefined ? { autoApprove } : { autoApprove, upTo };
  if (stages !== undefined && upTo === undefined)
    return separation === undefined ? { stages } : { stages, separation };
  return autoReject !== undefined && upTo === undefined && separation === undefined ? { autoReject } : null;
};

/** A stage is parallel with one that stands before it in the document. */
const refuseStrayParallels = (
  stages: readonly { readonly name: string; readonly parallelWith?: string | undefined }[],
  context: z.RefinementCtx<unknown>,
): void => {
  for (const [index, { parallelWith }] of stages.entries()) {
    if (parallelWith === undefined || stages.slice(0, index).some(({ name }) => name === parallelWith))
      continue;
    context.addIssue({
      code: "custom",
      path: [index, "parallelWith"],
      message: `no stage before this one is named "${parallelWith}"`,
    });
  }
};

/**
 * The `rules` of a policy document, with defaults filled in. Conditions are read as text only: `readRules`
 * (model-read.ts) compiles them too. Its output is a document that it accepts again unchanged.
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
  readonly approvalLimit: Money | null;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly roles: readonly MemberRole[];
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
