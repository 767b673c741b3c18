import type { FieldError } from "./model.ts";
import { pointerOf } from "./pointer.ts";

const errorsMax = 20;

/** NUL has no place in a Postgres text, a lone surrogate none in UTF-8. */
const textProblem = (text: string): string | null => {
  if (text.includes("\u0000")) {
    return "holds the NUL character";
  }
  return text.isWellFormed() ? null : "holds half of a surrogate pair";
};

/** Pure: every string and name in a JSON value that cannot be stored or hashed, by pointer. */
export const findUnstorable = (value: unknown, pointer = ""): FieldError[] => {
  if (typeof value === "string") {
    const message = textProblem(value);
    return message === null ? [] : [{ pointer, message }];
  }
  if (typeof value !== "object" || value === null) {
    return [];
  }
  return Object.entries(value)
    .flatMap(([name, member]): FieldError[] => {
      const at = `${pointer}${pointerOf([name])}`;
      if (name === "__proto__") {
        return [{ pointer: at, message: "is no name that can be used" }];
      }
      const message = textProblem(name);
      return message === null
        ? findUnstorable(member, at)
        : [{ pointer, message: `has a name that ${message}` }];
    })
    .slice(0, errorsMax);
};
