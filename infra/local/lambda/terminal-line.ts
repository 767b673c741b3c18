import type { ExecutionRecord } from "./machine/state.ts";
import type { ErrorObject, HistoryEvent } from "./protocol/types.ts";

const detailCharactersMax = 120;

/** One line for a person who watches: when, which execution, what happened. */
export const terminalLine = (execution: ExecutionRecord, event: HistoryEvent): string => {
  const time = new Date(event.EventTimestamp * 1_000).toISOString().slice(11, 23);
  const subject = `${execution.functionName}:${execution.version} ${execution.name}`;
  const ofOperation = event.Id !== undefined && event.Id !== execution.id;
  const operation = ofOperation ? ` ${JSON.stringify(event.Name ?? event.Id)}` : "";
  return `${time}  ${subject}  ${event.EventType}${operation}${describe(event)}`;
};

type Details = {
  readonly Error?: { readonly Payload?: ErrorObject };
  readonly Result?: { readonly Payload?: string };
  readonly Input?: { readonly Payload?: string };
  readonly CallbackId?: string;
  readonly Duration?: number;
  readonly RetryDetails?: { readonly NextAttemptDelaySeconds?: number };
};

const describe = (event: HistoryEvent): string => {
  const details = (event[`${event.EventType}Details`] ?? {}) as Details;
  const { Error: error, RetryDetails: retry } = details;
  const again = retry?.NextAttemptDelaySeconds;
  const parts = [
    error && `${error.Payload?.ErrorType ?? "Error"}: ${error.Payload?.ErrorMessage ?? ""}`,
    details.Result?.Payload,
    details.Input?.Payload,
    details.CallbackId,
    details.Duration === undefined ? undefined : `${details.Duration} s`,
    again === undefined ? undefined : `again in ${again} s`,
  ];
  const text = parts.filter((part) => part !== undefined && part !== "").join(", ");
  return text === "" ? "" : `  ${shorten(toOneLine(text))}`;
};

// A terminal would obey control characters that a payload may hold.
const toOneLine = (text: string): string => text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ");

const shorten = (text: string): string =>
  text.length <= detailCharactersMax ? text : `${text.slice(0, detailCharactersMax)}…`;
