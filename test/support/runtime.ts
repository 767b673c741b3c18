import { generateKeyPairSync, randomBytes } from "node:crypto";
import { openPool } from "../../db/client.ts";
import { createCodeMaker } from "../../services/adapters/code-maker.ts";
import { createTokenSigner } from "../../services/adapters/token-signer.ts";
import { createVault } from "../../services/adapters/vault.ts";
import type { Runtime, Settings } from "../../services/context.ts";
import { createIds } from "../../services/ids.ts";
import type { Kinds } from "../../services/kinds/model.ts";
import type { Outbox } from "../../services/outbox/model.ts";
import type { Ports } from "../../services/ports.ts";
import { kinds as everyKind } from "../../workflows/kinds.ts";
import { createOutside, type Outside } from "./outside.ts";
import { openDatabase, type TestDatabase } from "./postgres/database.ts";

const connections = 4;
const keyBytes = 32;
const baseUrl = "http://countersign.test";

/** Leaves every message in the table, as a process without room does, so that tests read what is to go out. */
const parkedOutbox: Outbox = { hasRoom: () => false, dispatch: () => {} };

export type RuntimeOptions = {
  readonly kinds?: Kinds;
  readonly settings?: Partial<Settings>;
  readonly ports?: Partial<Ports>;
  readonly outbox?: Outbox;
  /** "admin" steps over row-level security, so that only the explicit predicates are left. */
  readonly as?: "app" | "admin";
  readonly onStatement?: (text: string) => void;
};

export type TestRuntime = {
  readonly runtime: Runtime;
  readonly outside: Outside;
  readonly database: TestDatabase;
  /** Lets go of connections and drops the database. */
  readonly close: () => Promise<void>;
};

const createPorts = async (outsidePorts: ReturnType<typeof createOutside>["ports"]): Promise<Ports> => {
  const linkKey = generateKeyPairSync("ed25519").privateKey.export({ format: "jwk" });
  return {
    ...outsidePorts,
    tokens: await createTokenSigner({
      linkKey: { ...linkKey },
      pageKeyBase64: randomBytes(keyBytes).toString("base64"),
      issuer: baseUrl,
    }),
    vault: createVault(randomBytes(keyBytes).toString("base64")),
    codes: createCodeMaker(randomBytes(keyBytes).toString("base64")),
    ids: createIds(),
  };
};

/** A runtime on a database of its own, as the plain app role: everything real but the outside. */
export const openRuntime = async (options: RuntimeOptions = {}): Promise<TestRuntime> => {
  const database = await openDatabase();
  const url = options.as === "admin" ? database.adminUrl : database.appUrl;
  const { onStatement } = options;
  const pool = openPool({
    url,
    connections,
    applicationName: "countersign test",
    ...(onStatement === undefined ? {} : { onStatement }),
  });
  const { outside, ports } = createOutside();
  return {
    runtime: {
      db: pool.db,
      ports: { ...(await createPorts(ports)), ...options.ports },
      kinds: options.kinds ?? everyKind,
      settings: {
        baseUrl,
        mailFrom: "approvals@countersign.test",
        allowLoopbackTargets: false,
        ...options.settings,
      },
      outbox: options.outbox ?? parkedOutbox,
    },
    outside,
    database,
    close: async () => {
      await pool.close();
      await database.drop();
    },
  };
};
