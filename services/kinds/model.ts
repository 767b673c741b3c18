import type { z } from "zod";
import type { RequestStatus, RunStatus } from "../../db/schema/statuses.ts";
import type { Money } from "../money/model.ts";

/** A fault in one field of a JSON document; `pointer` is an RFC 6901 JSON Pointer into it. */
export type FieldError = { readonly pointer: string; readonly message: string };

export type ReviewFact = { readonly label: string; readonly value: string };
export type ReviewTotal = ReviewFact & { readonly strong?: true };
export type ReviewTable = {
  readonly title: string;
  readonly columns: readonly { readonly label: string; readonly align: "start" | "end" }[];
  readonly rows: readonly (readonly string[])[];
};

/** What an approver sees of a request, as plain text: whoever renders it escapes it. */
export type ReviewContent = {
  readonly facts: readonly ReviewFact[];
  readonly tables: readonly ReviewTable[];
  readonly totals: readonly ReviewTotal[];
};

/** An earlier request of the same kind that shares a key. */
export type PastRequest = {
  readonly id: string;
  readonly status: RequestStatus;
  readonly key: string;
  readonly amount: Money | null;
  readonly requesterEmail: string;
  readonly createdAt: Date;
  /** Of its newest run: what is approved may have been carried out, or undone. Null where there is none. */
  readonly run: RunStatus | null;
};

/** What an edit is to replace. */
export type Before = {
  readonly payload: unknown;
  readonly version: number;
  readonly requestedAt: Date;
  /** Approved, or approved once and carried out since: work has been asked for. */
  readonly isUnderWay: boolean;
};

/** What a kind's pure judgments may know beside the payload, read in one transaction. */
export type KindFacts = {
  readonly now: Date;
  /** Requests of the last `pastDays` that share a key, newest first; withdrawn and rejected ones too. */
  readonly past: readonly PastRequest[];
  /** What the tenant has set for the kind, as its `settingsSchema` reads it. */
  readonly settings: unknown;
  /** Where an edit is judged; null for a request that is new, or is asked anew. */
  readonly before: Before | null;
};

export type Findings = Readonly<Record<string, unknown>>;

/** What software does by itself once it may: a standing grant can cover it, a single-use token proves that it may. */
export type AgentAction = {
  readonly tool: string;
  readonly arguments: Readonly<Record<string, unknown>>;
  /** False: once its token is redeemed, the request is not taken back any more. */
  readonly reversible: boolean;
};

/** One field of the form in which an approver changes a payload. */
export type EditField = { readonly name: string; readonly label: string; readonly value: string };

/** How an approver changes a payload on a page: texts out, texts in. Pure. */
export type EditForm<Payload = unknown> = {
  /** What the link to the form says: "Change the arguments". */
  readonly label: string;
  fields(payload: Payload): readonly EditField[];
  /** The payload with what was entered, by field; errors point at fields ("/to"). */
  apply(
    payload: Payload,
    entered: Readonly<Record<string, string>>,
  ): { readonly payload: unknown } | { readonly errors: readonly FieldError[] };
};

/** What becomes of approvals when a request is edited: kept, asked for anew, or the edit is refused and why. */
export type FateOfEdit = "keep" | "reapprove" | { readonly refused: string; readonly pointer?: string };

export type FollowUp<Payload> = { readonly at: Date; readonly title: string; readonly payload: Payload };

/**
 * What the API, the pages and the workflows need to know of a kind of request without importing it. Its
 * members take a payload that `payloadSchema` has accepted; `readPayload` is the way in.
 */
export type Kind<Payload = unknown> = {
  readonly name: string;
  /** The logical name of the Lambda function that runs this kind's workflow. */
  readonly functionName: string;
  /** Of its workflow: goes up with every change that a run under way could not replay. */
  readonly version: number;
  readonly payloadSchema: z.ZodType<Payload>;
  /** Payloads as they come, one with everything that may be left out and one without: policies are tried on them. */
  readonly examples?: readonly Payload[];
  /** What a schema cannot say, sums above all; empty when all is well. */
  check(payload: Payload): readonly FieldError[];
  amountOf(payload: Payload): Money | null;
  describe(payload: Payload, findings: Findings): ReviewContent;
  /** By what its requests are found again, such as "order:PO-1"; at most 120. */
  keysOf?(payload: Payload): readonly string[];
  /** How far back requests with the same key are looked for. Without it none are. */
  readonly pastDays?: number;
  /** What is known of a request before its run begins: policies read it as `findings`. */
  findingsOf?(payload: Payload, facts: KindFacts): Findings;
  /** What is wrong with a payload beside what is known: a price too old, an order there is already. */
  checkFacts?(payload: Payload, facts: KindFacts): readonly FieldError[];
  /** What `findings` holds when nothing was found: policies are tried on it, and every name they may use stands here. */
  readonly noFindings?: Findings;
  /** Without it an edit asks for every approval anew, and what is approved is not edited. */
  fateOfEdit?(before: Payload, after: Payload, status: "pending" | "approved"): FateOfEdit;
  /** The request that follows upon one that was carried out, and when: a yearly review. Null for none. */
  followUp?(payload: Payload, findings: Findings, now: Date): FollowUp<Payload> | null;
  /** Whoever is asked may answer with another version, and then decide on that. */
  readonly approversEdit?: true;
  /** The form in which they do so on their page; without it they can over the API alone. */
  readonly editForm?: EditForm<Payload>;
  /** What an agent does once it is approved. */
  actionOf?(payload: Payload): AgentAction;
  /** Until when an approval is of any use: no stage stays open longer. Null: always. */
  usefulUntil?(payload: Payload): Date | null;
  /** Silence must not approve: the lint warns of policies of the kind that do not end a stage with "reject". */
  readonly silenceRejects?: true;
  /** What a tenant may set for the kind, every member with a default. */
  readonly settingsSchema?: z.ZodType;
};

export type Kinds = Readonly<Record<string, Kind>>;
