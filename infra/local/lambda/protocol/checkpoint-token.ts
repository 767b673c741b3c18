import { checkpointTokenCharactersMax } from "./limits.ts";

/** A token names the one invocation that may use it, and its turn in that invocation. */
export type CheckpointToken = {
  readonly executionId: string;
  readonly invocationId: string;
  readonly turn: number;
};

const contentPattern = /^([a-zA-Z0-9_-]{1,64})\.([a-zA-Z0-9_-]{1,64})\.(\d{1,9})$/;

/** The secret in a token is the invocation id, which nobody but the invocation is told. */
export const encodeCheckpointToken = (token: CheckpointToken): string =>
  Buffer.from(`${token.executionId}.${token.invocationId}.${token.turn}`).toString("base64url");

export const parseCheckpointToken = (text: string): CheckpointToken | undefined => {
  if (text.length > checkpointTokenCharactersMax) return undefined;
  const content = Buffer.from(text, "base64url").toString("latin1");
  const [, executionId, invocationId, turn] = contentPattern.exec(content) ?? [];
  if (executionId === undefined || invocationId === undefined) return undefined;
  return { executionId, invocationId, turn: Number(turn) };
};
