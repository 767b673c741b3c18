import { resolve } from "node:path";
import { urlAs } from "../../db/create-login.ts";
import type { Home } from "./home.ts";
import type { Ports } from "./ports.ts";

/** What `npm start` itself may be told; see the README. */
export type StartOptions = {
  readonly port: number;
  readonly homeDirectory: string;
  readonly databaseUrl: string | null;
  readonly lambdaEndpoint: string | null;
  readonly mailEndpoint: string | null;
  readonly logLevel: string;
  readonly sandboxSeed: string | null;
};

const portMax = 65_535;
const defaultPort = 3_000;

const readPort = (text: string | undefined): number => {
  const port = text === undefined ? defaultPort : Number(text);
  if (!Number.isInteger(port) || port < 0 || port > portMax) {
    throw new Error(`PORT is "${text}": it must be a number from 0 to ${portMax}.`);
  }
  return port;
};

export const readStartOptions = (env: Readonly<Record<string, string | undefined>>): StartOptions => ({
  port: readPort(env["PORT"]),
  homeDirectory: resolve(env["COUNTERSIGN_HOME"] ?? ".countersign"),
  databaseUrl: env["DATABASE_URL"] ?? null,
  lambdaEndpoint: env["AWS_ENDPOINT_URL_LAMBDA"] ?? null,
  mailEndpoint: env["AWS_ENDPOINT_URL_SESV2"] ?? null,
  logLevel: env["LOG_LEVEL"] ?? "warn",
  sandboxSeed: env["SANDBOX_SEED"] ?? null,
});

export type Logins = {
  readonly app: { readonly name: string; readonly password: string };
  readonly relay: { readonly name: string; readonly password: string };
};

/** Roles belong to the whole cluster: a suffix keeps two instances on one server from sharing a password. */
export const loginsOf = ({ keys }: Home): Logins => {
  const suffix = Buffer.from(keys.appPassword).toString("hex").slice(0, 8);
  return {
    app: { name: `countersign_app_${suffix}`, password: keys.appPassword },
    relay: { name: `countersign_relay_${suffix}`, password: keys.relayPassword },
  };
};

/**
 * The environment that the API and the functions would be deployed with; only endpoints and credentials tell
 * one machine from AWS.
 */
export const deploymentEnvironment = (input: {
  readonly options: StartOptions;
  readonly home: Home;
  readonly ports: Ports;
  readonly databaseUrl: string;
  readonly baseUrl: string;
}): Record<string, string> => {
  const { options, home, ports, databaseUrl, baseUrl } = input;
  const logins = loginsOf(home);
  return {
    BASE_URL: baseUrl,
    APP_DATABASE_URL: urlAs(databaseUrl, logins.app),
    RELAY_DATABASE_URL: urlAs(databaseUrl, logins.relay),
    ENCRYPTION_KEY: home.keys.encryptionKey,
    LINK_KEY: home.keys.linkKey,
    PAGE_KEY: home.keys.pageKey,
    OPERATOR_TOKEN: home.keys.operatorToken,
    MAIL_FROM: "Countersign <approvals@countersign.example>",
    AWS_REGION: "eu-central-1",
    AWS_ACCESS_KEY_ID: "local",
    AWS_SECRET_ACCESS_KEY: "local",
    AWS_ENDPOINT_URL_LAMBDA: options.lambdaEndpoint ?? `http://127.0.0.1:${ports.lambda}`,
    AWS_ENDPOINT_URL_SESV2: options.mailEndpoint ?? `http://127.0.0.1:${ports.mailbox}`,
    ALLOW_LOOPBACK_TARGETS: "true",
    LOG_LEVEL: options.logLevel,
  };
};
