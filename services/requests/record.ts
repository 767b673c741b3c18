import type { Id } from "../../db/schema/columns.ts";
import type {
  AssuranceLevel,
  OnDeadline,
  Rejection,
  RequestStatus,
  StageStatus,
} from "../../db/schema/statuses.ts";
import type { Assignment } from "../assignments/record.ts";
import type { Decision } from "../decisions/record.ts";
import type { Money } from "../money/model.ts";
import type { Run } from "../runs/record.ts";
import type { Quorum } from "../stages/model.ts";

export type RequestSummary = {
  readonly id: Id<"request">;
  readonly kind: string;
  readonly title: string;
  readonly status: RequestStatus;
  readonly requester: {
    readonly memberId: Id<"member"> | null;
    readonly email: string;
    readonly name: string;
  };
  readonly externalId: string | null;
  readonly amount: Money | null;
  readonly policyId: Id<"policy">;
  readonly policyVersion: number;
  readonly currentVersion: number;
  /** What its kind and its run have found out, and policies ask about. */
  readonly findings: Readonly<Record<string, unknown>>;
  /** Decided by an admin past its policy. */
  readonly overridden: boolean;
  readonly createdAt: string;
  readonly closedAt: string | null;
};

export type RequestVersion = {
  readonly version: number;
  /** SHA-256 of the payload's canonical JSON, in hex. */
  readonly contentHash: string;
  readonly payload: unknown;
  readonly createdAt: string;
};

export type Stage = {
  readonly id: Id<"stage">;
  readonly round: number;
  readonly position: number;
  readonly name: string;
  readonly status: StageStatus;
  readonly quorum: Quorum;
  readonly rejection: Rejection;
  readonly assurance: AssuranceLevel;
  readonly onDeadline: OnDeadline;
  readonly openedAt: string | null;
  readonly deadlineAt: string | null;
  readonly closedAt: string | null;
  readonly assignments: readonly Assignment[];
};

export type RequestDetail = RequestSummary & {
  readonly versions: readonly RequestVersion[];
  readonly stages: readonly Stage[];
  readonly decisions: readonly Decision[];
  readonly run: Run | null;
};

export type TimelineEntry = {
  readonly seq: number;
  readonly at: string;
  readonly action: string;
  readonly actor: Readonly<Record<string, unknown>>;
  readonly target: Readonly<Record<string, unknown>>;
  readonly detail: Readonly<Record<string, unknown>>;
};
