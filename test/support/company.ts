import { readFileSync } from "node:fs";
import type { Ready } from "../../infra/local/system.ts";
import { call } from "./client.ts";

type Person = {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly managerId: string | null;
};

/** A tenant of its own with the real people, a policy, and the sandbox as its systems. */
export type Company = {
  readonly tenantId: string;
  readonly key: string;
  /** By the ids of people.json. */
  readonly members: ReadonlyMap<string, string>;
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

export const createCompany = async (ready: Ready, name = "Northwind Traders"): Promise<Company> => {
  const { baseUrl, operatorToken, demo } = ready;
  const tenant = await created<{ id: string }>(`${baseUrl}/admin/v1/tenants`, operatorToken, { name });
  const { key } = await created<{ key: string }>(
    `${baseUrl}/admin/v1/tenants/${tenant.id}/api-keys`,
    operatorToken,
    { name: "test" },
  );
  const members = await createMembers(baseUrl, key);
  const policy = await created<{ id: string }>(`${baseUrl}/v1/policies`, key, {
    kind: "order",
    name: "Orders",
    rules: orderRules(members),
  });
  await created(`${baseUrl}/v1/policies/${policy.id}/publish`, key, { version: 1 });
  const { secret } = await created<{ secret: string }>(`${baseUrl}/v1/integrations`, key, {
    tasks: ["stock.*", "payment.*", "shipping.*"],
    url: `${demo.sandboxUrl}/tasks`,
  });
  await call(`${demo.sandboxUrl}/tenants/${tenant.id}/secret`, { method: "PUT", body: { secret } });
  return { tenantId: tenant.id, key, members };
};
