import type { DemoClient } from "../client.ts";

/** A person of test/data/people.json, by the id there. */
export type DemoPersonId = `emp-${number}`;

export type Decision = { readonly outcome: "approve" | "reject"; readonly comment: string };

/** What is answered to a task that a person is asked for, over the API as the tenant's own software would. */
export type HandAnswer = {
  readonly answer: string;
  readonly fields?: Readonly<Record<string, unknown>>;
  readonly comment?: string;
};

/** A request, what happens to it, and how it must end. */
export type Scenario = {
  readonly label: string;
  readonly says: string;
  readonly title: string;
  readonly requester: DemoPersonId;
  readonly payload: Readonly<Record<string, unknown>>;
  /** What every approver decides, through the mailed link; null when nobody should be asked. */
  readonly decision: Decision | null;
  /** By task type, what the person says who is asked for it; "done" for any other. */
  readonly byHand?: Readonly<Record<string, HandAnswer>>;
  /** Task types that the tenant's system takes now and finishes later, with their results. */
  readonly later?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** False: the agent that is allowed to act never comes. */
  readonly agentActs?: boolean;
  /** How it ends; a run that sleeps for days is left as it stands then. */
  readonly ends: { readonly request: string; readonly run: string };
};

/** The ids of the demo's people once they are members. */
export type DemoPeople = (personId: DemoPersonId) => string;

/** One kind's demo. */
export type DemoKind = {
  readonly kind: string;
  /** What `npm run demo` says before it begins. */
  readonly says: string;
  /** What the tenant sets for the kind first. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** The kind's policy, published once. */
  readonly policy: { readonly name: string; readonly rules: (people: DemoPeople) => readonly unknown[] };
  /** May set something up first, as the tenant's own systems would. */
  readonly scenarios: (client: DemoClient) => Promise<readonly Scenario[]>;
};
