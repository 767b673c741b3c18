import type { Id } from "../../db/schema/columns.ts";
import type { Context } from "../../services/context.ts";
import { decide, type DecideInput } from "../../services/decisions/index.ts";
import { createGroup } from "../../services/groups/index.ts";
import { createMember } from "../../services/members/index.ts";
import { createPolicy, publishPolicy } from "../../services/policies/index.ts";
import { createRequest, type RequestDetail } from "../../services/requests/index.ts";
import type { Runtime } from "../../services/context.ts";
import { orderPayload } from "./furnished-tenant.ts";
import { openTenant } from "./tenant.ts";

export type Office = {
  readonly ctx: Context;
  /** Ann reports to Bob, Bob to Cleo; Dan, Eve and Fay report to nobody; Gus is the tenant's admin. */
  readonly ids: Readonly<Record<"ann" | "bob" | "cleo" | "dan" | "eve" | "fay" | "gus", Id<"member">>>;
  /** Dan and Eve. */
  readonly groupId: Id<"group">;
  /** Publishes the only policy for orders, with one rule of these stages. */
  readonly rule: (
    make: (office: Pick<Office, "ids" | "groupId">) => { stages: unknown[]; separation?: unknown },
  ) => Promise<void>;
  readonly ask: () => Promise<RequestDetail>;
};

/** A tenant with people enough for every seat. */
export const openOffice = async (runtime: Runtime, name: string): Promise<Office> => {
  const ctx = await openTenant(runtime, name);
  const person = async (who: string, more: object = {}) =>
    (await createMember(ctx, { email: `${who}@acme.example`, name: who, ...more })).id;
  const cleo = await person("cleo");
  const bob = await person("bob", { managerId: cleo });
  const ann = await person("ann", { managerId: bob });
  const dan = await person("dan");
  const eve = await person("eve", { backupId: dan });
  const fay = await person("fay");
  const gus = await person("gus", { roles: ["tenant_admin"] });
  const ids = { ann, bob, cleo, dan, eve, fay, gus };
  const group = await createGroup(ctx, { name: "finance", memberIds: [dan, eve] });
  return {
    ctx,
    ids,
    groupId: group.id,
    rule: async (make) => {
      const rules = [{ name: "all", ...make({ ids, groupId: group.id }) }];
      const policy = await createPolicy(ctx, { kind: "order", name: "Orders", rules });
      await publishPolicy(ctx, { policyId: policy.id, version: 1 });
    },
    ask: () =>
      createRequest(ctx, {
        kind: "order",
        title: "Order 1",
        requester: { memberId: ann },
        payload: orderPayload(),
      }),
  };
};

/** The seat of a person that counts, in the stage of that name or in any. */
export const seatOf = (request: RequestDetail, memberId: Id<"member">, stageName?: string) => {
  const found = request.stages
    .filter(({ name }) => stageName === undefined || name === stageName)
    .flatMap(({ assignments }) => assignments)
    .findLast((seat) => seat.memberId === memberId);
  if (found === undefined) throw new Error(`${memberId} has no seat`);
  return found;
};

/** Decides as the tenant's system does. */
export const vote = (
  ctx: Context,
  assignmentId: Id<"assignment">,
  outcome: DecideInput["outcome"],
  more: Partial<DecideInput> = {},
) => decide(ctx, { assignmentId, outcome, requestVersion: 1, via: "api", assurance: "api_key", ...more });
