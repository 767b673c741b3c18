import type { Id } from "../../../db/schema/columns.ts";
import type { Context } from "../../../services/context.ts";
import { createGroup } from "../../../services/groups/index.ts";
import { createMember } from "../../../services/members/index.ts";

/** The people that every world has, by what they are. */
export const usualPeople = ["requester", "manager", "director", "controller", "accountant", "admin"] as const;

export type People = Readonly<Record<(typeof usualPeople)[number], Id<"member">>> & {
  /** Those that a kind has beyond the usual ones, by name. */
  readonly others: Readonly<Record<string, Id<"member">>>;
  /** The controller and the accountant. */
  readonly finance: Id<"group">;
};

export const addressOf = (who: string): string => `${who.replaceAll(" ", ".")}@acme.example`;

/**
 * The requester reports to the manager, who reports to the director. The controller and the accountant are the group
 * "finance"; the admin is the tenant's. Others report to nobody.
 */
export const employ = async (ctx: Context, others: readonly string[]): Promise<People> => {
  const person = async (who: string, more: object = {}): Promise<Id<"member">> =>
    (await createMember(ctx, { email: addressOf(who), name: who, ...more })).id;
  const director = await person("director");
  const manager = await person("manager", { managerId: director });
  const requester = await person("requester", { managerId: manager });
  const controller = await person("controller");
  const accountant = await person("accountant");
  const admin = await person("admin", { roles: ["tenant_admin"] });
  const finance = await createGroup(ctx, { name: "finance", memberIds: [controller, accountant] });
  const named: [string, Id<"member">][] = [];
  for (const who of others) {
    named.push([who, await person(who)]);
  }
  return {
    requester,
    manager,
    director,
    controller,
    accountant,
    admin,
    others: Object.fromEntries(named),
    finance: finance.id,
  };
};

/** The member whom a scenario calls so. */
export const memberCalled = (people: People, who: string): Id<"member"> => {
  const usual = usualPeople.find((one) => one === who);
  const found = usual === undefined ? people.others[who] : people[usual];
  if (found === undefined) {
    throw new Error(`nobody is called "${who}"; name them in the kind's "people"`);
  }
  return found;
};
