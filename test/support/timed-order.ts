import type { Id } from "../../db/schema/columns.ts";
import type { Context } from "../../services/context.ts";
import { createGroup } from "../../services/groups/index.ts";
import { createMember, updateMember } from "../../services/members/index.ts";
import { createPolicy, publishPolicy } from "../../services/policies/index.ts";
import type { RequestDetail } from "../../services/requests/index.ts";
import { askForOrder, openFirstStage } from "./pending-order.ts";

export type People = Readonly<Record<"chief" | "boss" | "ann" | "carol" | "dan" | "gone", Id<"member">>> & {
  readonly audit: Id<"group">;
};

/**
 * Ann, who asks, and Carol report to Boss, Boss and Dan to Chief. Gone is disabled. The group "audit" is Dan, Gone
 * and Ann.
 */
export const createPeople = async (ctx: Context): Promise<People> => {
  const person = async (name: string, managerId?: Id<"member">) =>
    (
      await createMember(ctx, {
        email: `${name.toLowerCase()}@acme.example`,
        name,
        ...(managerId === undefined ? {} : { managerId }),
      })
    ).id;
  const chief = await person("Chief");
  const boss = await person("Boss", chief);
  const [ann, carol, dan, gone] = [
    await person("Ann", boss),
    await person("Carol", boss),
    await person("Dan", chief),
    await person("Gone"),
  ];
  const audit = (await createGroup(ctx, { name: "audit", memberIds: [dan, gone, ann] })).id;
  await updateMember(ctx, { id: gone, status: "disabled", revision: null });
  return { chief, boss, ann, carol, dan, gone, audit };
};

/** An order of Ann's that goes through these stages, of which the first position has opened. */
export const openOrder = async (
  ctx: Context,
  people: People,
  stages: readonly unknown[],
): Promise<RequestDetail & { readonly run: NonNullable<RequestDetail["run"]> }> => {
  const policy = await createPolicy(ctx, { kind: "order", name: "Orders", rules: [{ name: "all", stages }] });
  await publishPolicy(ctx, { policyId: policy.id, version: 1 });
  const { ann, boss, carol } = people;
  const asked = await askForOrder(ctx, { requesterId: ann, managerId: boss, controllerId: carol });
  const request = await openFirstStage(ctx, asked);
  if (request.run === null) {
    throw new Error("the order has no run");
  }
  return { ...request, run: request.run };
};
