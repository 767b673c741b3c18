import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { connected } from "../http-json.ts";
import type { Ready } from "../system.ts";

export type Timeline = {
  readonly data: readonly {
    readonly seq: number;
    readonly at: string;
    readonly action: string;
    readonly actor: { readonly type: string; readonly name?: string };
    readonly detail: Readonly<Record<string, unknown>>;
  }[];
};

export type RequestAnswer = {
  readonly id: string;
  readonly status: string;
  readonly run: { readonly status: string; readonly failure: { readonly message: string } | null } | null;
};

export const readReady = async (homeDirectory: string): Promise<Ready> => {
  const path = join(homeDirectory, "ready.json");
  try {
    return JSON.parse(await readFile(path, "utf8")) as Ready;
  } catch {
    throw new Error(`${path} is not there: start the system in another terminal first, with npm start.`);
  }
};

/** The demo's hands: the API as the client app, the mailbox as the approver's mail program. */
export const createDemoClient = (ready: Ready) => ({
  api: connected(ready.baseUrl, ready.demo.apiKey),
  mailbox: connected(ready.mailboxUrl, null),
  sandbox: connected(ready.demo.sandboxUrl, null),
  /** Puts a file into the sandbox's bucket; answers the event that S3 would send. */
  upload: async (bucket: string, key: string, content: string): Promise<unknown> => {
    const url = `${ready.demo.sandboxUrl}/files/${bucket}/${key}`;
    const answer = await fetch(url, { method: "PUT", body: content });
    if (!answer.ok) {
      throw new Error(`the upload of ${key} was answered ${answer.status}`);
    }
    return answer.json();
  },
  tenantId: ready.demo.tenantId,
});
export type DemoClient = ReturnType<typeof createDemoClient>;
