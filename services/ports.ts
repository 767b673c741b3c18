import type { Id, IdKind } from "../db/schema/columns.ts";

/** Types only: what the domain needs of the outside. Adapters implement them, composition roots choose. */

export type Ids = {
  /** A new id: the kind's prefix and a uuid v7. */
  readonly next: <Kind extends IdKind>(kind: Kind) => Id<Kind>;
  /** A random uuid that is no id: a lease token. */
  readonly token: () => string;
  /** Cryptographically random bytes. */
  readonly random: (byteCount: number) => Buffer;
};

/** Authenticated encryption of secrets at rest. `purpose` is bound in: what was sealed for one does not open for another. */
export type Vault = {
  readonly seal: (plaintext: string, purpose: string) => Buffer;
  readonly open: (sealed: Buffer, purpose: string) => string;
};

/** What a confirmation code is made of: the link, and a nonce that the database keeps. */
export type CodeSeed = { readonly jti: string; readonly nonce: string };
/** Makes codes under a key of the process: without it, whoever reads the database knows none. */
export type CodeMaker = { readonly make: (seed: CodeSeed) => string };

export type WorkflowStart = {
  /** The kind's function, by its logical name; the adapter knows the qualified ARN. */
  readonly functionName: string;
  /** 1–64 of [A-Za-z0-9-_]; makes a second start with the same payload harmless. */
  readonly executionName: string;
  readonly payload: string;
};
export type WorkflowStarter = {
  readonly start: (input: WorkflowStart) => Promise<{ readonly executionArn: string | null }>;
};

export type CallbackCompleter = {
  /** Rings the doorbell. "closed": the callback was answered or timed out before, which is no error. */
  readonly complete: (callbackId: string, payload: string) => Promise<"woken" | "closed">;
};

export type Mail = {
  readonly to: string;
  readonly from: string;
  /** Null: answers go to the sender. */
  readonly replyTo: string | null;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** Goes out as a header, so that a second sending of one message can be told. */
  readonly reference: string;
};
export type MailSender = { readonly send: (mail: Mail) => Promise<{ readonly messageId: string }> };

export type HttpAnswer = { readonly status: number; readonly body: string };
export type HttpPost = {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly timeoutMilliseconds: number;
};
/** Posts to a tenant's own system: no redirects, limited size and time. Throws when there was no answer. */
export type HttpSender = { readonly post: (request: HttpPost) => Promise<HttpAnswer> };

export type LinkClaims = {
  readonly jti: string;
  readonly tenantId: string;
  readonly assignmentId: string;
  readonly requestVersion: number;
  readonly memberId: string;
  /** Seconds since 1970. */
  readonly issuedAt: number;
  readonly expiresAt: number;
};
/** Of a link to a task that a person does by hand. */
export type TaskLinkClaims = {
  readonly jti: string;
  readonly tenantId: string;
  readonly taskId: string;
  /** Null for somebody outside. */
  readonly memberId: string | null;
  /** Seconds since 1970. */
  readonly issuedAt: number;
  readonly expiresAt: number;
};
/** Signs and verifies tokens of one purpose each; a token of one purpose never passes for another. */
export type TokenSigner = {
  readonly signLink: (claims: LinkClaims) => Promise<string>;
  readonly verifyLink: (token: string) => Promise<LinkClaims | null>;
  readonly signTaskLink: (claims: TaskLinkClaims) => Promise<string>;
  readonly verifyTaskLink: (token: string) => Promise<TaskLinkClaims | null>;
  /** The approver's page session and the confirmation step: short-lived, made and read by us alone. */
  readonly signPage: (
    purpose: string,
    claims: Readonly<Record<string, unknown>>,
    seconds: number,
  ) => Promise<string>;
  readonly verifyPage: (purpose: string, token: string) => Promise<Readonly<Record<string, unknown>> | null>;
  readonly publicKeys: () => { readonly keys: readonly Readonly<Record<string, unknown>>[] };
};

export type Log = {
  readonly info: (event: string, fields?: Readonly<Record<string, unknown>>) => void;
  readonly warn: (event: string, fields?: Readonly<Record<string, unknown>>) => void;
  readonly error: (event: string, fields?: Readonly<Record<string, unknown>>) => void;
};

export type Ports = {
  readonly workflows: WorkflowStarter;
  readonly callbacks: CallbackCompleter;
  readonly mails: MailSender;
  readonly http: HttpSender;
  readonly tokens: TokenSigner;
  readonly vault: Vault;
  readonly codes: CodeMaker;
  readonly ids: Ids;
  readonly log: Log;
};
