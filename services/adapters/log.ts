import { pino } from "pino";
import type { Log } from "../ports.ts";

const secretPaths = ["*.token", "*.key", "*.secret", "*.authorization", "*.cookie", "*.callbackId"];

/** JSON lines on standard output; fields that could hold a secret are removed by name. */
export const createLog = (level: string, part: string): Log => {
  const logger = pino({ level, base: { part }, redact: { paths: secretPaths, remove: true } });
  return {
    info: (event, fields = {}) => logger.info({ event, ...fields }),
    warn: (event, fields = {}) => logger.warn({ event, ...fields }),
    error: (event, fields = {}) => logger.error({ event, ...fields }),
  };
};
