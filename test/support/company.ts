import { readFileSync } from "node:fs";
import type { Ready } from "../../infra/local/system.ts";
import { call } from "./client.ts";

type Person = {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly managerId: string | null;
};

type Members = ReadonlyMap<string, string>;

/** What a company asks to have approved, and what its systems do for it. */
export type Business = {
  readonly kind: string;
  readonly rules: (members: Members) => readonly unknown[];
  readonly settings?: Readonly<Record<string, unknown>>;
  /** The types of tasks that its systems do. */
  readonly tasks: readonly string[];
  /** Whatever else is said about them to the integration. */
  readonly systems?: Readonly<Record<string, unknown>>;
};

/** A tenant of its own with the real people, a policy, and the sandbox as its systems. */
export type Company = {
  readonly tenantId: string;
  readonly key: string;
  /** By the ids of people.json. */
  readonly members: Members;
  /** Where its systems take tasks, and what these are signed with. */
  readonly systems: { readonly url: string; readonly secret: string };
};

const people = JSON.parse(readFileSync(new URL("../data/people.json", import.meta.url), "utf8")) as Person[];

const created = async <Body>(url: string, bearer: string, body: unknown): Promise<Body> => {
  const answer = await call<Body>(url, { method: "POST", bearer, body });
  if (answer.status >= 300) {
    throw new Error(`POST ${url}: ${answer.status} ${JSON.stringify(answer.body)}`);
  }
  return answer.body;
};

const createMembers = async (base: string, key: string): Promise<ReadonlyMap<string, string>> => {
  const members = new Map<string, string>();
  const ensure = async (person: Person): Promise<string> => {
    const known = members.get(person.id);
    if (known !== undefined) {
      return known;
    }
    const manager = people.find(({ id }) => id === person.managerId);
    const member = await created<{ id: string }>(`${base}/v1/members`, key, {
      email: person.email,
      name: person.name,
      ...(manager === undefined ? {} : { managerId: await ensure(manager) }),
    });
    members.set(person.id, member.id);
    return member.id;
  };
  for (const person of people) {
    await ensure(person);
  }
  return members;
};

/** Orders up to this pass by themselves. */
export const autoApproveUpTo = 500;

const stage = (name: string, approver: unknown) => ({
  name,
  approvers: [approver],
  quorum: "any",
  deadline: "P2D",
});

export const orderRules = (members: ReadonlyMap<string, string>): unknown[] => [
  { name: "small", when: "amount <= 500.0", autoApprove: true },
  {
    name: "the vice president's own",
    when: `requester.memberId == "${members.get("emp-2")}"`,
    stages: [stage("peer", { member: members.get("emp-5") })],
  },
  {
    name: "large",
    when: "amount > 5000.0",
    stages: [stage("manager", { manager: 1 }), stage("controller", { member: members.get("emp-8") })],
  },
  { name: "usual", stages: [stage("manager", { manager: 1 })] },
];

export const orderBusiness: Business = {
  kind: "order",
  rules: orderRules,
  tasks: ["stock.*", "payment.*", "shipping.*"],
};

/** Systems at an address of the company's own, which lets no other tenant's tasks in. */
const connectSystems = async (
  { baseUrl, demo }: Ready,
  { tenantId, key }: Pick<Company, "tenantId" | "key">,
  { tasks, systems = {} }: Business,
): Promise<Company["systems"]> => {
  const url = `${demo.sandboxUrl}/tenants/${tenantId}/tasks`;
  const input = { tasks, url, ...systems };
  const { secret } = await created<{ secret: string }>(`${baseUrl}/v1/integrations`, key, input);
  await call(`${demo.sandboxUrl}/tenants/${tenantId}/secret`, { method: "PUT", body: { secret } });
  return { url, secret };
};

export const createCompany = async (
  ready: Ready,
  name = "Northwind Traders",
  business = orderBusiness,
): Promise<Company> => {
  const { baseUrl, operatorToken } = ready;
  const tenant = await created<{ id: string }>(`${baseUrl}/admin/v1/tenants`, operatorToken, { name });
  const tenantId = tenant.id;
  const { key } = await created<{ key: string }>(
    `${baseUrl}/admin/v1/tenants/${tenantId}/api-keys`,
    operatorToken,
    { name: "test" },
  );
  const members = await createMembers(baseUrl, key);
  const { kind, settings } = business;
  if (settings !== undefined) {
    const url = `${baseUrl}/v1/kinds/${kind}/settings`;
    await call(url, { method: "PATCH", bearer: key, body: settings });
  }
  const policy = await created<{ id: string }>(`${baseUrl}/v1/policies`, key, {
    kind,
    name: "Usual",
    rules: business.rules(members),
  });
  await created(`${baseUrl}/v1/policies/${policy.id}/publish`, key, { version: 1 });
  return { tenantId, key, members, systems: await connectSystems(ready, { tenantId, key }, business) };
};
