import { findKnownGroups } from "../../db/queries/groups.ts";
import { findKnownMembers } from "../../db/queries/members.ts";
import type { Id } from "../../db/schema/columns.ts";
import { DomainError } from "../errors.ts";
import type { UnitContext } from "../in-tenant.ts";
import type { FieldError } from "../kinds/model.ts";
import type { Approver, Rule } from "./model.ts";
import { readRules } from "./model-read.ts";

/** The rules of a document, or `body.invalid` with a pointer to every fault. */
export const requireRules = (document: unknown): readonly Rule[] => {
  const reading = readRules(document);
  if (!reading.ok) {
    throw new DomainError("body.invalid", {
      detail: "The rules are not valid.",
      errors: reading.errors.map(({ pointer, message }) => ({ pointer: `/rules${pointer}`, message })),
    });
  }
  return reading.rules;
};

type Named = { readonly approver: Approver; readonly pointer: string };

const namedApprovers = (rules: readonly Rule[]): Named[] =>
  rules.flatMap((rule, ruleIndex) =>
    "stages" in rule
      ? rule.stages.flatMap(({ approvers }, stageIndex) =>
          approvers.map((approver, index) => ({
            approver,
            pointer: `/rules/${ruleIndex}/stages/${stageIndex}/approvers/${index}`,
          })),
        )
      : [],
  );

const unknownReference = (
  { approver, pointer }: Named,
  known: { readonly members: ReadonlySet<string>; readonly groups: ReadonlySet<string> },
): FieldError[] => {
  if ("member" in approver && !known.members.has(approver.member)) {
    return [{ pointer: `${pointer}/member`, message: "names no member" }];
  }
  if ("group" in approver && !known.groups.has(approver.group)) {
    return [{ pointer: `${pointer}/group`, message: "names no group" }];
  }
  return [];
};

/** Throws `reference.unknown` with a pointer to every approver that is no member or group of the tenant. */
export const checkReferences = async (ctx: UnitContext, rules: readonly Rule[]): Promise<void> => {
  const named = namedApprovers(rules);
  const memberIds = named.flatMap(({ approver }): Id<"member">[] =>
    "member" in approver ? [approver.member] : [],
  );
  const groupIds = named.flatMap(({ approver }): Id<"group">[] =>
    "group" in approver ? [approver.group] : [],
  );
  const known = {
    members: await findKnownMembers(ctx.unit.tx, ctx.tenantId, memberIds),
    groups: await findKnownGroups(ctx.unit.tx, ctx.tenantId, groupIds),
  };
  const errors = named.flatMap((one) => unknownReference(one, known));
  if (errors.length > 0) {
    throw new DomainError("reference.unknown", {
      detail: "The rules name approvers who are not in this tenant.",
      errors,
    });
  }
};
