import { HttpFailure } from "../http-json.ts";
import type { DemoClient } from "./client.ts";

export type Person = {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly title: string;
  readonly managerId: string | null;
  readonly country: string;
};

type Member = { readonly id: string };
type Policy = {
  readonly id: string;
  readonly kind: string;
  readonly versions: readonly { readonly version: number; readonly status: string }[];
};

const timeZones: Readonly<Record<string, string>> = { USA: "America/Los_Angeles", UK: "Europe/London" };
const locales: Readonly<Record<string, string>> = { USA: "en-US", UK: "en-GB" };

const findMember = async (client: DemoClient, email: string): Promise<string | null> => {
  const { data } = await client.api.get<{ data: Member[] }>(`/v1/members?email=${encodeURIComponent(email)}`);
  return data[0]?.id ?? null;
};

/** The company's people as members, managers before those they manage; those that are there stay as they are. */
export const ensureMembers = async (
  client: DemoClient,
  people: readonly Person[],
): Promise<ReadonlyMap<string, string>> => {
  const memberIds = new Map<string, string>();
  const ensure = async (person: Person): Promise<string> => {
    const known = memberIds.get(person.id) ?? (await findMember(client, person.email));
    if (known !== null) {
      memberIds.set(person.id, known);
      return known;
    }
    const manager = people.find(({ id }) => id === person.managerId);
    const created = await client.api.post<Member>("/v1/members", {
      email: person.email,
      name: person.name,
      timeZone: timeZones[person.country] ?? "UTC",
      locale: locales[person.country] ?? "en",
      attributes: { title: person.title },
      ...(manager === undefined ? {} : { managerId: await ensure(manager) }),
    });
    memberIds.set(person.id, created.id);
    return created.id;
  };
  for (const person of people) {
    await ensure(person);
  }
  return memberIds;
};

type NewPolicy = { readonly kind: string; readonly name: string; readonly rules: readonly unknown[] };

/** The demo's policy for a kind, published once. */
export const ensurePolicy = async (client: DemoClient, wanted: NewPolicy): Promise<void> => {
  const { data } = await client.api.get<{ data: Policy[] }>("/v1/policies?limit=200");
  const known = data.filter(({ kind }) => kind === wanted.kind);
  if (known.some(({ versions }) => versions.some(({ status }) => status === "published"))) {
    return;
  }
  try {
    const policy = await client.api.post<Policy>("/v1/policies", wanted);
    await client.api.post(`/v1/policies/${policy.id}/publish`, { version: 1 });
  } catch (error) {
    // Another demo is running beside this one and was first.
    if (!(error instanceof HttpFailure && error.status === 409)) {
      throw error;
    }
  }
};
