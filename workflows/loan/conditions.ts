import type { TaskSubject } from "../../services/service-tasks/model.ts";
import { type LoanDocument, lacking } from "./documents.ts";
import type { LoanPayload } from "./payload.ts";
import type { LoanSettings } from "./settings.ts";

/** Pure: what has to be shown before there is an offer, by the tenant's settings and the application, and is not there yet. */
export const conditionsOf = ({ payload, settings }: TaskSubject<LoanPayload>): readonly LoanDocument[] => {
  const { conditions } = settings as LoanSettings;
  return lacking([...conditions, ...(payload.conditions ?? [])], payload.documents ?? []);
};
