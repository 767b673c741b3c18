import type { z } from "zod";
import type { FieldError } from "./model.ts";

type Issue = z.core.$ZodIssue;
type Path = readonly PropertyKey[];

/** The RFC 6901 JSON Pointer of a path; the whole document is "". */
export const pointerOf = (path: Path): string =>
  path.map((part) => `/${String(part).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");

/**
 * What zod found, one entry a field. A field that is not known is reported at the field itself, and what
 * fits no form of a union at the form that it comes closest to.
 */
export const fieldErrors = (error: z.core.$ZodError): FieldError[] =>
  error.issues.flatMap((issue) => errorsOf(issue, []));

const errorsOf = (issue: Issue, above: Path): FieldError[] => {
  const path = [...above, ...issue.path];
  if (issue.code === "unrecognized_keys")
    return issue.keys.map((key) => ({ pointer: pointerOf([...path, key]), message: "is not a known field" }));
  const closest = issue.code === "invalid_union" ? closestForm(issue.errors) : null;
  if (closest !== null) return closest.flatMap((inner) => errorsOf(inner, path));
  return [{ pointer: pointerOf(path), message: issue.message }];
};

/** The form with the fewest faults, if they lie inside it and no other form comes as close. */
const closestForm = (forms: readonly (readonly Issue[])[]): readonly Issue[] | null => {
  const ranked = forms.toSorted(
    (left, right) => left.length - right.length || deepestPath(right) - deepestPath(left),
  );
  const [best, next] = ranked;
  if (best === undefined || deepestPath(best) === 0) return null;
  const isTie = next?.length === best.length && deepestPath(next) === deepestPath(best);
  return isTie ? null : best;
};

const deepestPath = (issues: readonly Issue[]): number =>
  Math.max(0, ...issues.map(({ code, path }) => path.length + (code === "unrecognized_keys" ? 1 : 0)));
