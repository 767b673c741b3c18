import { LambdaClient } from "@aws-sdk/client-lambda";
import { SESv2Client } from "@aws-sdk/client-sesv2";
import { openPool } from "../db/client.ts";
import { awsClientOptions } from "./adapters/aws-client-options.ts";
import { createCallbackCompleter } from "./adapters/callback-completer.ts";
import { createCodeMaker } from "./adapters/code-maker.ts";
import { createHttpSender } from "./adapters/http-sender.ts";
import { createLog } from "./adapters/log.ts";
import { createMailSender } from "./adapters/mail-sender.ts";
import { createTokenSigner } from "./adapters/token-signer.ts";
import { createVault } from "./adapters/vault.ts";
import { createWorkflowStarter } from "./adapters/workflow-starter.ts";
import type { Config } from "./config.ts";
import type { Runtime, Settings } from "./context.ts";
import { createIds } from "./ids.ts";
import type { Kinds } from "./kinds/model.ts";
import { createDispatcher, type Dispatcher } from "./outbox/dispatcher.ts";
import { handlers } from "./outbox/handlers.ts";
import type { Ports } from "./ports.ts";

export type Composition = {
  readonly runtime: Runtime;
  readonly dispatcher: Dispatcher;
  readonly relay: ReturnType<typeof openPool>["db"];
  /** Stops sending, lets go of connections. */
  readonly close: () => Promise<void>;
};

const relayConnections = 6;

const createPorts = async (config: Config, part: string): Promise<Ports> => {
  const lambda = new LambdaClient(awsClientOptions(config, config.AWS_ENDPOINT_URL_LAMBDA));
  const ses = new SESv2Client(awsClientOptions(config, config.AWS_ENDPOINT_URL_SESV2));
  return {
    workflows: createWorkflowStarter(lambda, {
      prefix: config.FUNCTION_PREFIX,
      qualifier: config.FUNCTION_QUALIFIER,
    }),
    callbacks: createCallbackCompleter(lambda),
    mails: createMailSender(ses),
    http: createHttpSender({ allowLoopback: config.ALLOW_LOOPBACK_TARGETS }),
    tokens: await createTokenSigner({
      linkKey: config.LINK_KEY,
      pageKeyBase64: config.PAGE_KEY,
      issuer: config.BASE_URL,
    }),
    vault: createVault(config.ENCRYPTION_KEY),
    codes: createCodeMaker(config.ENCRYPTION_KEY),
    ids: createIds(),
    log: createLog(config.LOG_LEVEL, part),
  };
};

const toSettings = (config: Config): Settings => ({
  baseUrl: config.BASE_URL,
  mailFrom: config.MAIL_FROM,
  allowLoopbackTargets: config.ALLOW_LOOPBACK_TARGETS,
});

/**
 * Builds what both the API and the workflow functions run on. `part` names the process in logs and in the
 * database's list of sessions. Nothing is started: the API starts the relay's sweep, a function does not.
 */
export const compose = async (
  config: Config,
  { kinds, part }: { readonly kinds: Kinds; readonly part: string },
): Promise<Composition> => {
  const app = openPool({
    url: config.APP_DATABASE_URL,
    connections: config.DATABASE_CONNECTIONS,
    applicationName: `countersign ${part}`,
  });
  const relay = openPool({
    url: config.RELAY_DATABASE_URL,
    connections: relayConnections,
    applicationName: `countersign ${part} relay`,
  });
  const ports = await createPorts(config, part);
  const dispatcher: Dispatcher = createDispatcher({
    runtime: () => runtime,
    relay: relay.db,
    handlers,
    random: Math.random,
  });
  const runtime: Runtime = {
    db: app.db,
    ports,
    kinds,
    settings: toSettings(config),
    outbox: dispatcher,
  };
  return {
    runtime,
    dispatcher,
    relay: relay.db,
    close: async () => {
      await dispatcher.stop();
      await Promise.all([app.close(), relay.close()]);
    },
  };
};
