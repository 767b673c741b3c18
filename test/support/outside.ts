import type { HttpAnswer, HttpPost, Mail, Ports, WorkflowStart } from "../../services/ports.ts";

/** What the service said to the outside, in order. */
export type Outside = {
  readonly starts: WorkflowStart[];
  readonly callbacks: { readonly callbackId: string; readonly payload: string }[];
  readonly mails: Mail[];
  readonly posts: HttpPost[];
  readonly logged: { readonly level: "info" | "warn" | "error"; readonly event: string }[];
};

export type OutsidePorts = Pick<Ports, "workflows" | "callbacks" | "mails" | "http" | "log">;

const accepted: HttpAnswer = { status: 202, body: "" };

/** An outside that takes everything, answers at once and remembers what it was told. */
export const createOutside = (): { readonly outside: Outside; readonly ports: OutsidePorts } => {
  const outside: Outside = { starts: [], callbacks: [], mails: [], posts: [], logged: [] };
  const log = (level: "info" | "warn" | "error") => (event: string) => {
    outside.logged.push({ level, event });
  };
  const ports: OutsidePorts = {
    workflows: {
      start: (input) => {
        outside.starts.push(input);
        return Promise.resolve({ executionArn: `arn:test:${input.executionName}` });
      },
    },
    callbacks: {
      complete: (callbackId, payload) => {
        outside.callbacks.push({ callbackId, payload });
        return Promise.resolve("woken");
      },
    },
    mails: {
      send: (mail) => {
        outside.mails.push(mail);
        return Promise.resolve({ messageId: `message-${outside.mails.length}` });
      },
    },
    http: {
      post: (request) => {
        outside.posts.push(request);
        return Promise.resolve(accepted);
      },
    },
    log: { info: log("info"), warn: log("warn"), error: log("error") },
  };
  return { outside, ports };
};
