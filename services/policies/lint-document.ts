import { databaseTime } from "../../db/queries/clock.ts";
import { listDelegationEdges } from "../../db/queries/delegation-edges.ts";
import { DomainError, type ErrorCode } from "../errors.ts";
import type { UnitContext } from "../in-tenant.ts";
import { readDirectory } from "../members/read-directory.ts";
import { lint } from "./lint.ts";
import type { Finding } from "./lint-finding.ts";
import { unknownReferences } from "./lint-people.ts";
import type { Rule } from "./model.ts";
import { sampleRequests } from "./sample-requests.ts";

/**
 * What is wrong with the rules for a kind, as the tenant's people and delegations are now. Throws `reference.unknown`
 * with a pointer to every approver who is not in the tenant.
 */
export const lintDocument = async (
  ctx: UnitContext,
  { kind, rules }: { readonly kind: string; readonly rules: readonly Rule[] },
): Promise<readonly Finding[]> => {
  const { tx } = ctx.unit;
  const directory = await readDirectory(tx, ctx.tenantId);
  const unknown = unknownReferences({ rules, directory });
  refuse("reference.unknown", "The rules name approvers who are not in this tenant.", unknown);
  const known = Object.hasOwn(ctx.kinds, kind) ? ctx.kinds[kind] : undefined;
  return lint({
    rules,
    directory,
    samples: known === undefined ? [] : sampleRequests(known, directory),
    silenceRejects: known?.silenceRejects === true,
    delegations: await listDelegationEdges(tx, ctx.tenantId),
    now: await databaseTime(tx),
  });
};

/** Throws `policy.lint_failed` with every finding that is an error; warnings are for the author alone. */
export const refuseErrors = (findings: readonly Finding[]): void =>
  refuse(
    "policy.lint_failed",
    "The version's rules will not do what they say. The pointers lead into its rules: mend them in a new version.",
    findings.filter(({ level }) => level === "error"),
  );

const refuse = (code: ErrorCode, detail: string, findings: readonly Finding[]): void => {
  if (findings.length === 0) {
    return;
  }
  throw new DomainError(code, {
    detail,
    errors: findings.map(({ pointer, message, rule, stage }) => ({
      pointer,
      message: stage === null ? `rule "${rule}" ${message}` : `rule "${rule}", stage "${stage}": ${message}`,
    })),
  });
};
