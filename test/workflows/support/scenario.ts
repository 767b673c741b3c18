import type { RequestStatus, RunStatus } from "../../../db/schema/statuses.ts";
import type { People } from "./people.ts";
import type { Rule } from "./sandbox-door.ts";
import type { Scene } from "./world.ts";

/** What happens in a scenario, one after the other; before the next one everything that follows has come to rest. */
export type Happening =
  /** Somebody answers in the seat that is open for them. */
  | {
      readonly who: string;
      readonly does: "approve" | "reject" | "return" | "recuse";
      readonly comment?: string;
    }
  /** The requester, or for `cancel` anybody who may, ends the request; `while` names the step that has to be open then. */
  | { readonly who: string; readonly does: "withdraw" | "cancel"; readonly while?: string }
  /** Somebody answers the task of a step that they were asked to do by hand. */
  | {
      readonly who: string;
      readonly answers: string;
      /** The answer's name in the task's form: "done", "cannotBeDone". */
      readonly with: string;
      readonly fields?: Readonly<Record<string, unknown>>;
      readonly comment?: string;
    }
  /** The tenant's system finishes later what it took up, or says that it could not. */
  | {
      readonly system: "completes";
      readonly step: string;
      /** What it really did, unless said otherwise. */
      readonly result?: Readonly<Record<string, unknown>>;
    }
  | { readonly system: "declines" | "fails"; readonly step: string; readonly reasonCode: string }
  /** An ISO 8601 duration, or until every deadline of the open stages is over. */
  | { readonly passes: "the deadline" | `P${string}` }
  /** Other rules for the sandbox from here on. */
  | { readonly sandbox: readonly Rule[] }
  /** Whatever else: by the verbs of services, in words that a report can show. */
  | { readonly it: string; readonly does: (scene: Scene) => Promise<unknown> };

/** How a scenario has to end. */
export type Ends = {
  readonly request: RequestStatus;
  readonly run: RunStatus;
  /** The effects that really happened, in order: "stock.reserve", "payment.capture 245.00 USD". */
  readonly ledger: readonly string[];
  /** The task that the run failed at and why: "authorize-payment: card_declined". */
  readonly failure?: string;
  /** For what is the kind's own. */
  readonly also?: (scene: Scene) => Promise<void>;
};

export type Scenario = {
  readonly name: string;
  /** Laid over the kind's usual payload. */
  readonly payload?: Readonly<Record<string, unknown>>;
  /** In place of the kind's usual rules. */
  readonly rules?: (people: People) => readonly unknown[];
  /** How the tenant's systems misbehave; without rules they do their work. */
  readonly sandbox?: readonly Rule[];
  readonly happens: readonly Happening[];
  readonly ends: Ends;
  /** The kind's good way: what `npm run cost` prices. One of a kind's scenarios is it. */
  readonly isGoodWay?: true;
};

/** An effect and the one that undoes it. */
export type Undoing = {
  readonly effect: string;
  /** Null: nothing undoes it, and a run that did it is never compensated. */
  readonly undoneBy: string | null;
  /** The effect need not be undone where this one was, too: a refund makes the hold moot. */
  readonly coveredBy?: string;
};

/** What the harness has to know of a kind. */
export type KindUnderTest = {
  /** As in workflows/kinds.ts, and the name of its folder here. */
  readonly kind: string;
  /** What is asked for, unless a scenario lays something over it; the kind's first example when absent. */
  readonly payload?: () => Record<string, unknown>;
  /** The rules of the policy in force, unless a scenario brings its own. */
  readonly rules: (people: People) => readonly unknown[];
  /** The task types that the sandbox does for this tenant. */
  readonly tasks: readonly string[];
  readonly undoings: readonly Undoing[];
  /** Effects that branches have at the same time, in the order of the branches: which comes first is chance. */
  readonly atOnce?: readonly string[];
  /** People beyond the usual ones. */
  readonly people?: readonly string[];
  /** What else the tenant needs before the request is asked for: settings, groups, other integrations. */
  readonly prepare?: (scene: Omit<Scene, "requestId" | "request">) => Promise<void>;
};
